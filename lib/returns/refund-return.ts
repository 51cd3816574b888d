import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { returns } from "@/db/schema/returns";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId, ReturnId } from "@/lib/core/ids";
import { type Cents, ZERO } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { addEvent } from "@/lib/orders/events";
import type { RefundError } from "@/lib/refunds/price-refund";
import { openRefunds } from "@/lib/refunds/refund-order";
import { sendRefunds } from "@/lib/settlement/send-refunds";
import { endUnrefunded } from "./close-return";
import { endOpenPayment, lockReturn, type ReturnError } from "./lock-return";
import { returnedDeliveryCents } from "./returned-delivery";

export type SettledReturn = {
  /** Puts the items back on sale. */
  restock: boolean;
  /** For staff. */
  note: string;
  /** Kept for goods that lost value or for return postage, in cents (Directive 2011/83/EU, Art. 14(1) and (2)). */
  deductionCents?: Cents;
};

type SettleError = ReturnError | RefundError | "not_restockable" | "payment_open";

/**
 * Refunds the items of a return, less earlier refunds, a deduction and what is not paid, with delivery where the law requires it.
 * If that leaves nothing to refund, the return is closed.
 */
export async function refundReturn(
  db: Db,
  id: ReturnId,
  { restock, note, deductionCents = ZERO }: SettledReturn,
  context: CommandContext,
): Promise<Result<undefined, SettleError>> {
  if (!(await endOpenPayment(db, id, context.now))) return fail("payment_open");
  const refunded = await transact(db, async (tx): Promise<Result<OrderId | null, SettleError>> => {
    const found = await lockReturn(tx, id, "refunded");
    if (!found.ok) return found;
    const { order, row, items } = found.value;
    const shippingCents = await returnedDeliveryCents(tx, order, row);
    const what = { kind: "returned", lines: items, shippingCents, deductionCents } as const;
    const had = items.map(({ position, sent }) => ({ position, quantity: sent }));
    const opened = await openRefunds(tx, order.id, { what, restock, note, iban: null }, had, context);
    if (!opened.ok && (opened.error === "nothing_to_refund" || opened.error === "already_refunded")) {
      const ended = await endUnrefunded(tx, found.value, { shippingCents, restock }, context);
      return ended.ok ? ok(null) : ended;
    }
    if (!opened.ok) return opened;
    await tx.update(returns).set({ status: "refunded", refundId: opened.value[0] }).where(eq(returns.id, id));
    await addEvent(tx, order.id, { kind: "return_refunded", data: {} }, context);
    return ok(order.id);
  });
  if (!refunded.ok) return refunded;
  if (refunded.value) await sendRefunds(db, context.now, 5, refunded.value);
  return ok(undefined);
}
