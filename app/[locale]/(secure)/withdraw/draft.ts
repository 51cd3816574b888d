import { z } from "zod";
import { readEncryptedCookie, setEncryptedCookie } from "@/app/_server/cookies";
import { returnIdSchema } from "@/lib/core/ids";
import { line, lines } from "@/lib/core/text";

const PROBLEMS = [
  "name",
  "email",
  "unknown_order",
  "rate_limited",
  "reason",
  "too_late",
  "nothing_chosen",
  "more_than_left",
  "not_returnable",
] as const;
export type Problem = (typeof PROBLEMS)[number];

export const kindSchema = z.enum(["withdrawal", "return"]);
export type Kind = z.infer<typeof kindSchema>;

/** A declaration in the making, stored in a cookie from step to step, so it works without script. */
const draftSchema = z.object({
  /** The id of the future return, so a declaration sent twice is made once. */
  id: returnIdSchema,
  kind: kindSchema,
  name: line(120),
  reference: line(60),
  email: line(254),
  /** Whether the author may see this order's lines, because `findOrder` found it or the order's page showed it. */
  allowed: z.boolean(),
  /** Quantities by the positions of their lines. */
  quantities: z.record(line(4), z.int().positive()),
  reason: lines(1000),
  problem: z.enum(PROBLEMS).nullable(),
});
export type Draft = z.output<typeof draftSchema>;

export async function saveDraft(draft: Draft): Promise<void> {
  await setEncryptedCookie("withdrawal", draft);
}

export async function readDraft(): Promise<Draft | undefined> {
  return await readEncryptedCookie("withdrawal", draftSchema);
}

export function linesOf({ quantities }: Draft): { position: number; quantity: number }[] {
  return Object.entries(quantities).map(([position, quantity]) => ({ position: Number(position), quantity }));
}
