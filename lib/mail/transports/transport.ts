import type { MessageId } from "@/lib/core/ids";
import type { Picture } from "./pictures";

export type Mail = {
  /** Identifies a retry: the same id is the same mail. */
  id: MessageId;
  from: { name: string; address: string };
  to: string;
  subject: string;
  html: string;
  text: string;
  /** The pictures that the HTML shows as `cid:NAME`. */
  pictures: readonly Picture[];
};

/**
 * The result of a try. `error` is a code for staff, without personal data. `final`: the same mail would be rejected again;
 * otherwise a later try may succeed, including when this one's outcome is unknown.
 */
export type Delivery = { ok: true } | { ok: false; error: string; final: boolean };

export type Transport = (mail: Mail) => Promise<Delivery>;

/** A try that takes longer counts as failed. */
export const TRY_MS = 8000;
