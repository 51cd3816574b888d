import { eq } from "drizzle-orm";
import fc from "fast-check";
import type { z } from "zod";
import { returnLines, returns } from "@/db/schema/returns";
import { type OrderId, type ReturnId, returnIdSchema } from "@/lib/core/ids";
import { type Cents, cents } from "@/lib/core/money";
import { action, anyBook, chosen, outcomeOf, type outcomeSchema, which } from "./action";
import { type Book, isAllAccepted, keptCents, openReturns, refundsOf } from "./books";
import { count, type System } from "./system";
import { DECISIONS } from "./tasks";
import { Violation } from "./violation";

export const declareReturn = action(
  "return",
  {
    order: which,
    kind: fc.constantFrom("withdrawal" as const, "withdrawal" as const, "return" as const),
    whole: fc.constantFrom(true, true, false),
  },
  anyBook,
  async (system, { order, kind, whole }) => {
    await giveBack(system, chosen(system.story.books, order), kind, whole);
  },
);

export async function giveBack(
  system: System,
  { orderId, email, units }: Book,
  kind: "withdrawal" | "return",
  whole: boolean,
): Promise<void> {
  const id = returnIdSchema.parse(crypto.randomUUID());
  const positions = units > 1 && whole ? [1, 2] : [1];
  const declare = (lines: { position: number; quantity: number }[]) => outcomeOf(system, { do: "return", orderId, id, email, kind, lines });
  const first = await declare(positions.map((position) => ({ position, quantity: 1 })));
  // Two units of one variant are one line.
  if (first?.ok === false && whole) await declare([{ position: 1, quantity: units }]);
}

export const decideReturn = action(
  "decide",
  {
    nth: which,
    decision: fc.constantFrom(...DECISIONS, "approve" as const, "refund" as const),
    restock: fc.boolean(),
    deduction: fc.constantFrom(0, 0, 500, 10_000),
  },
  anyBook,
  async (system, { nth, decision, restock, deduction }) => {
    const open = await openReturns(system);
    if (open.length === 0) return;
    await decide(system, chosen(open, nth), { decision, restock, deductionCents: cents(deduction) });
  },
);

/** Staff's decision about a return. A withdrawal from a whole order must pay back all of it, less what staff deduct for worn goods. */
export async function decide(
  system: System,
  { id, orderId }: { id: ReturnId; orderId: OrderId },
  { decision, restock, deductionCents }: { decision: (typeof DECISIONS)[number]; restock: boolean; deductionCents: Cents },
): Promise<z.infer<typeof outcomeSchema> | undefined> {
  const owed = await owedForWhole(system, id, orderId);
  const outcome = await outcomeOf(system, { do: "decide", returnId: id, decision, restock, deductionCents });
  if (!outcome?.ok) return outcome;
  count(system, `return: ${decision}`);
  noteReturn(system, orderId);
  if (decision !== "refund" || owed === null || system.story.busy > 1) return outcome;
  count(system, deductionCents > 0 ? "return: settled for less" : "return: of a whole order");
  const refunded = (await refundsOf(system, orderId)).reduce((sum, { amountCents }) => sum + amountCents, 0);
  if (refunded !== owed - deductionCents && refunded !== 0)
    throw new Violation(`${refunded} of ${owed} was refunded for a withdrawal from the whole order`);
  return outcome;
}

/** What a withdrawal from a whole order, paid and without another refund, must pay back, in cents; null for any other return. */
async function owedForWhole(system: System, id: ReturnId, orderId: OrderId): Promise<number | null> {
  const book = system.story.books.find((one) => one.orderId === orderId);
  const [row] = await system.db.select({ kind: returns.kind }).from(returns).where(eq(returns.id, id));
  const lines = await system.db.select({ quantity: returnLines.quantity }).from(returnLines).where(eq(returnLines.returnId, id));
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (!book || row?.kind !== "withdrawal" || units !== book.units || (await refundsOf(system, orderId)).length > 0) return null;
  return keptCents(system, book) === book.totalCents && (await isAllAccepted(system, book)) ? book.totalCents : null;
}

function noteReturn({ story }: System, orderId: OrderId): void {
  for (const book of story.books) if (book.orderId === orderId) book.returned = true;
}
