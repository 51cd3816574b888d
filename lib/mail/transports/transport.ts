import type { MessageId } from "@/lib/core/ids";
import type { Picture } from "./pictures";

export type Mail = {
  /** What a repeat is known by: the same id is the same mail. */
  id: MessageId;
  from: { name: string; address: string };
  to: string;
  subject: string;
  html: string;
  text: string;
  /** What its HTML shows by `cid:NAME`. */
  pictures: readonly Picture[];
};

/**
 * What became of a try. `error` is a code for staff, without anything personal. `final`: the same mail would be refused
 * again; otherwise a later try may get through, also where nobody knows whether this one did.
 */
export type Delivery = { ok: true } | { ok: false; error: string; final: boolean };

export type Transport = (mail: Mail) => Promise<Delivery>;

/** A try that takes longer has failed. */
export const TRY_MS = 8000;
