import { z } from "zod";
import { readEncryptedCookie, setEncryptedCookie } from "@/app/_server/cookies";
import { returnIdSchema } from "@/lib/core/ids";

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
  name: z.string(),
  reference: z.string(),
  email: z.string(),
  /** Whether the author may see this order's lines, because `findOrder` found it or the order's page showed it. */
  allowed: z.boolean(),
  /** Quantities by the positions of their lines. */
  quantities: z.record(z.string(), z.int().positive()),
  reason: z.string(),
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
