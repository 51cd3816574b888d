import { eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { invoices } from "@/db/schema/invoices";
import { orderLines } from "@/db/schema/orders";
import { returns } from "@/db/schema/returns";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { ReturnId } from "@/lib/core/ids";
import { addCents, type Cents, ZERO } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { restockReturned, writeOffUnsent } from "@/lib/fulfilment/restock-returned";
import { creditUnpaid } from "@/lib/invoices/issue-credit-note";
import { priceReturned, readWaived } from "@/lib/invoices/waived-items";
import { findAmountDue } from "@/lib/orders/amount-due";
import { addEvent } from "@/lib/orders/events";
import type { Order } from "@/lib/orders/queries";
import { findOpenAttempt } from "@/lib/payments/attempts";
import type { LineQuantity } from "@/lib/pricing/line-refund";
import { priceRefund } from "@/lib/refunds/price-refund";
import { settleUnpaidRest } from "@/lib/settlement/settle-order";
import { endOpenPayment, type LockedReturn, lockReturn, type ReturnError } from "./lock-return";
import { notifyReturn } from "./notify-return";
import { returnedDeliveryCents } from "./returned-delivery";

type CloseError = ReturnError | "not_restockable" | "payment_open";

/**
 * Closes a return for which nothing is to be refunded, such as a parcel whose buyer did not pay the courier. Its items and the
 * delivery that a refund would include need not be paid any more. `paid`: the return must be refunded instead; `payment_open`: a
 * payment of the whole order is under way, or its provider can't be asked to end it.
 */
export async function closeReturn(
  db: Db,
  id: ReturnId,
  { restock }: { restock: boolean },
  context: CommandContext,
): Promise<Result<undefined, CloseError | "paid">> {
  if (!(await endOpenPayment(db, id, context.now))) return fail("payment_open");
  return await transact(db, async (tx): Promise<Result<undefined, CloseError | "paid">> => {
    const found = await lockReturn(tx, id, "closed");
    if (!found.ok) return found;
    const { order, row, items } = found.value;
    const shippingCents = await returnedDeliveryCents(tx, order, row);
    const refund = await priceRefund(tx, order, { kind: "returned", lines: items, shippingCents, deductionCents: ZERO });
    if (refund.ok) return fail("paid");
    return await endUnrefunded(tx, found.value, { shippingCents, restock }, context);
  });
}

/** Closes a return without a refund, in the caller's transaction, which must roll back if it fails. */
export async function endUnrefunded(
  tx: Tx,
  { order, row, items }: LockedReturn,
  { shippingCents, restock }: { shippingCents: Cents; restock: boolean },
  context: CommandContext,
): Promise<Result<undefined, CloseError>> {
  if (order.status === "pending" && (await findOpenAttempt(tx, order.id))) return fail("payment_open");
  const isInvoiced = (await tx.$count(invoices, eq(invoices.orderId, order.id))) > 0;
  await tx
    .update(returns)
    .set({ status: "closed", ...(!isInvoiced && (await waive(tx, order, items, shippingCents))) })
    .where(eq(returns.id, row.id));
  await addEvent(tx, order.id, { kind: "return_closed", data: {} }, context);
  await notifyReturn(tx, row, { kind: "return_closed", data: { kind: row.kind, items } });
  const returned = { items, reason: "customer" } as const;
  if (!restock) await writeOffUnsent(tx, order, returned, context);
  else if (!(await restockReturned(tx, order, returned, context))) return fail("not_restockable");
  // These come last because they take an invoice number. An order cancelled with these items is fully credited by now.
  if (isInvoiced) await creditUnpaid(tx, order.id, items, shippingCents, context.now);
  else await settleIfPaid(tx, order, context);
  return ok(undefined);
}

/** The price of items that are not invoiced yet, and will not be. */
async function waive(tx: Tx, order: Order, items: readonly LineQuantity[], shippingCents: Cents) {
  const lines = await tx.select().from(orderLines).where(eq(orderLines.orderId, order.id));
  const earlier = await readWaived(tx, order.id, lines);
  const waived = priceReturned(lines, earlier.lines, items);
  return { waivedCents: addCents(shippingCents, ...waived.map(({ amountCents }) => amountCents)), waivedShippingCents: shippingCents };
}

/** Money that came before may cover what is left of a pending order. */
async function settleIfPaid(tx: Tx, order: Order, context: CommandContext): Promise<void> {
  if (order.status !== "pending") return;
  const { keptCents, dueCents } = await findAmountDue(tx, order.id);
  if (keptCents > 0 && dueCents <= 0) await settleUnpaidRest(tx, order, context);
}
