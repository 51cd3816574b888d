import { and, eq, isNull } from "drizzle-orm";
import type { Db, Executor } from "@/db/client";
import { refunds } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId, RefundId } from "@/lib/core/ids";
import { addCents, type Cents } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";
import { completeRefund } from "@/lib/settlement/complete-refund";

/** The amount to transfer once the customer has named an account, in cents; zero if no refund is waiting for one. */
export async function sumAwaitingAccount(db: Executor, orderId: OrderId): Promise<Cents> {
  const waiting = await db.select({ amountCents: refunds.amountCents }).from(refunds).where(awaitingAccount(orderId));
  return addCents(...waiting.map(({ amountCents }) => amountCents));
}

function awaitingAccount(orderId: OrderId) {
  return and(eq(refunds.orderId, orderId), eq(refunds.status, "to_transfer"), isNull(refunds.iban));
}

/** Saves the account for an order's waiting refunds. `iban` is valid and in electronic form. */
export async function saveRefundIban(
  db: Db,
  orderId: OrderId,
  iban: string,
  context: CommandContext,
): Promise<Result<undefined, "nothing_waits">> {
  return await transact(db, async (tx) => {
    await lockOrder(tx, orderId);
    const updated = await tx.update(refunds).set({ iban }).where(awaitingAccount(orderId)).returning({ id: refunds.id });
    if (updated.length === 0) return fail("nothing_waits");
    await addEvent(tx, orderId, { kind: "account_named", data: {} }, context);
    return ok(undefined);
  });
}

/** Records that staff have transferred a refund to the customer's account. */
export async function markTransferred(
  db: Db,
  refundId: RefundId,
  context: CommandContext,
): Promise<Result<undefined, "unknown_refund" | "not_to_transfer" | "iban_missing">> {
  const [known] = await db.select({ orderId: refunds.orderId }).from(refunds).where(eq(refunds.id, refundId));
  if (!known) return fail("unknown_refund");
  return await transact(db, async (tx) => {
    await lockOrder(tx, known.orderId);
    const [refund] = await tx.select().from(refunds).where(eq(refunds.id, refundId));
    if (refund?.status !== "to_transfer") return fail("not_to_transfer");
    if (!refund.iban) return fail("iban_missing");
    await tx.update(refunds).set({ status: "succeeded", closedAt: context.now }).where(eq(refunds.id, refundId));
    await completeRefund(tx, refund, context);
    return ok(undefined);
  });
}
