import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { returnLines, returns } from "@/db/schema/returns";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId, ReturnId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";
import type { OrderMessage } from "@/lib/outbox/kinds";
import { writeMessage } from "@/lib/outbox/write-message";
import { findReturnability, type ReturnableLine } from "./queries";

export type ReturnRequest = {
  /** Chosen by the form, so that sending it twice makes one return. */
  id: ReturnId;
  /** A `withdrawal` needs no reason; a `return` is for what is damaged, wrong or does not fit. */
  kind: "withdrawal" | "return";
  name: string;
  email: string;
  reason: string;
  lines: readonly { position: number; quantity: number }[];
};

export type ReturnError = "too_late" | "nothing_chosen" | "more_than_left" | "not_returnable";

/**
 * Records that a customer withdraws from a contract or sends something back, under the order's lock, so that no item is
 * declared twice. The declaration counts from now; what staff do with it comes after.
 */
export async function requestReturn(
  db: Db,
  orderId: OrderId,
  request: ReturnRequest,
  context: CommandContext,
): Promise<Result<ReturnId, ReturnError>> {
  const { now } = context;
  return await transact(db, async (tx) => {
    await lockOrder(tx, orderId);
    const { id, kind, name, email, reason } = request;
    if ((await tx.$count(returns, and(eq(returns.id, id), eq(returns.orderId, orderId)))) > 0) return ok(id);
    const { open, lines } = await findReturnability(tx, orderId, now);
    if (!open) return fail("too_late");
    const problem = problemOf(request, lines);
    if (problem) return fail(problem);
    const [made] = await tx
      .insert(returns)
      .values({ id, orderId, kind, name, email, reason, requestedAt: now })
      .returning({ id: returns.id });
    if (!made) throw new Error("no return was inserted");
    await tx
      .insert(returnLines)
      .values(request.lines.map(({ position, quantity }) => ({ returnId: made.id, orderId, position, quantity })));
    await addEvent(tx, orderId, { kind: kind === "withdrawal" ? "withdrawal_declared" : "return_requested", data: {} }, context);
    await writeMessage(tx, { ...answerTo(request, now), recipient: email, orderId, dedupeKey: `return_declared:${made.id}` });
    return ok(made.id);
  });
}

/** Why these lines can't be returned; null where they can. */
export function problemOf({ kind, lines }: Pick<ReturnRequest, "kind" | "lines">, known: readonly ReturnableLine[]): ReturnError | null {
  if (lines.length === 0 || new Set(lines.map(({ position }) => position)).size < lines.length) return "nothing_chosen";
  for (const { position, quantity } of lines) {
    const line = known.find((one) => one.position === position);
    if (!line || !Number.isInteger(quantity) || quantity < 1 || quantity > line.left) return "more_than_left";
    if (kind === "withdrawal" && !line.returnable) return "not_returnable";
  }
  return null;
}

/** A withdrawal is acknowledged with its content, date and time: Directive (EU) 2023/2673, Art. 1(5). */
function answerTo({ kind, name, reason, lines }: ReturnRequest, now: Date): OrderMessage {
  const items = lines.map(({ position, quantity }) => ({ position, quantity }));
  return kind === "withdrawal"
    ? { kind: "withdrawal_acknowledged", data: { name, items, reason, declaredAt: now.toISOString() } }
    : { kind: "return_received", data: { items, reason } };
}
