import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Db, Executor } from "@/db/client";
import { refunds } from "@/db/schema/payments";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId, RefundId } from "@/lib/core/ids";
import { addCents, type Cents } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";
import { writeMessage } from "@/lib/outbox/write-message";
import { askForAccount } from "@/lib/payments/ask-for-account";
import { getSettings } from "@/lib/settings/settings";
import { completeRefund } from "@/lib/settlement/complete-refund";

/** The amount to transfer once the customer has named an account, in cents; zero if no refund is waiting for one. */
export async function sumAwaitingAccount(db: Executor, orderId: OrderId): Promise<Cents> {
  const waiting = await db.select({ amountCents: refunds.amountCents }).from(refunds).where(awaitingAccount(orderId));
  return addCents(...waiting.map(({ amountCents }) => amountCents));
}

function awaitingAccount(orderId: OrderId) {
  return and(eq(refunds.orderId, orderId), eq(refunds.status, "to_transfer"), isNull(refunds.iban));
}

/**
 * Saves the account for an order's waiting refunds, and emails the customer, who can object before it is transferred.
 * `iban` is valid and in electronic form.
 */
export async function saveRefundIban(
  db: Db,
  orderId: OrderId,
  iban: string,
  context: CommandContext,
): Promise<Result<undefined, "nothing_waits">> {
  return await transact(db, async (tx) => {
    const { email } = await lockOrder(tx, orderId);
    const { accountWaitHours } = (await getSettings(tx)).refunds;
    const transferFrom = new Date(context.now.getTime() + accountWaitHours * 3_600_000);
    const { id, amountCents } = refunds;
    const [first, ...others] = await tx
      .update(refunds)
      .set({ iban, transferFrom })
      .where(awaitingAccount(orderId))
      .returning({ id, amountCents });
    if (!first) return fail("nothing_waits");
    await writeMessage(tx, {
      kind: "account_named",
      recipient: email,
      orderId,
      dedupeKey: `account_named:${first.id}:${context.now.toISOString()}`,
      data: {
        amountCents: addCents(first.amountCents, ...others.map((refund) => refund.amountCents)),
        accountEnd: iban.slice(-4),
        transferFrom: transferFrom.toISOString(),
      },
    });
    await addEvent(tx, orderId, { kind: "account_named", data: {} }, context);
    return ok(undefined);
  });
}

/** Drops an account to which the customer objected, and asks for another one. */
export async function dropAccount(
  db: Db,
  refundId: RefundId,
  context: CommandContext,
): Promise<Result<undefined, "unknown_refund" | "not_to_transfer">> {
  const [known] = await db.select({ orderId: refunds.orderId }).from(refunds).where(eq(refunds.id, refundId));
  if (!known) return fail("unknown_refund");
  return await transact(db, async (tx) => {
    await lockOrder(tx, known.orderId);
    const isNamed = and(eq(refunds.id, refundId), eq(refunds.status, "to_transfer"), isNotNull(refunds.iban));
    const dropped = await tx.update(refunds).set({ iban: null, transferFrom: null }).where(isNamed).returning({ id: refunds.id });
    if (dropped.length === 0) return fail("not_to_transfer");
    await addEvent(tx, known.orderId, { kind: "account_dropped", data: {} }, context);
    await askForAccount(tx, refundId, context.now);
    return ok(undefined);
  });
}

/** Records that staff have transferred a refund to the customer's account. `too_early`: the customer may still object to it. */
export async function markTransferred(
  db: Db,
  refundId: RefundId,
  context: CommandContext,
): Promise<Result<undefined, "unknown_refund" | "not_to_transfer" | "iban_missing" | "too_early">> {
  const [known] = await db.select({ orderId: refunds.orderId }).from(refunds).where(eq(refunds.id, refundId));
  if (!known) return fail("unknown_refund");
  return await transact(db, async (tx) => {
    await lockOrder(tx, known.orderId);
    const [refund] = await tx.select().from(refunds).where(eq(refunds.id, refundId));
    if (refund?.status !== "to_transfer") return fail("not_to_transfer");
    if (!refund.iban) return fail("iban_missing");
    if (refund.transferFrom && context.now < refund.transferFrom) return fail("too_early");
    await tx.update(refunds).set({ status: "succeeded", closedAt: context.now }).where(eq(refunds.id, refundId));
    await completeRefund(tx, refund, context);
    return ok(undefined);
  });
}
