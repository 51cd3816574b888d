import type { Db, Tx } from "@/db/client";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId, RefundId } from "@/lib/core/ids";
import { subtractCents, ZERO } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { restockReturned, stopUnsent, writeOffUnsent } from "@/lib/fulfilment/restock-returned";
import { findAmountDue } from "@/lib/orders/amount-due";
import { lockOrder } from "@/lib/orders/lock";
import { askForAccount } from "@/lib/payments/ask-for-account";
import { openRefund } from "@/lib/payments/open-refund";
import type { LineQuantity } from "@/lib/pricing/line-refund";
import { endIfOpen } from "@/lib/settlement/end-payment";
import { sendRefunds } from "@/lib/settlement/send-refunds";
import { least, priceRefund, type Refundable, type RefundError } from "./price-refund";

export type RefundRequest = {
  what: Refundable;
  /** Puts the items back on sale; otherwise the unsent ones are written off. */
  restock: boolean;
  /** For staff. */
  note: string;
  /** The account to which a transfer or cash is refunded, in electronic form; null until the customer has named it. */
  iban: string | null;
};

/**
 * Refunds money of an order, under its lock, so two members of staff never refund the same amount twice. If nothing paid is left,
 * nothing more is sent. `payment_open`: another payment of it could still succeed, and its provider can't be asked to end it.
 */
export async function refundOrder(
  db: Db,
  orderId: OrderId,
  request: RefundRequest,
  context: CommandContext,
): Promise<Result<RefundId[], RefundError | "not_restockable" | "payment_open">> {
  if (!(await endIfOpen(db, orderId, context.now))) return fail("payment_open");
  const opened = await transact(db, async (tx) => await openRefunds(tx, orderId, request, [], context));
  if (opened.ok) await sendRefunds(db, context.now, 5, orderId);
  return opened;
}

/**
 * The same inside a transaction that does more than the refund. `had`: the items that the customer had; of all others, unsent ones
 * are meant. If it fails, the caller must roll back.
 */
export async function openRefunds(
  tx: Tx,
  orderId: OrderId,
  { what, restock, note, iban }: RefundRequest,
  had: readonly LineQuantity[],
  context: CommandContext,
): Promise<Result<RefundId[], RefundError | "not_restockable">> {
  const order = await lockOrder(tx, orderId);
  const priced = await priceRefund(tx, order, what);
  if (!priced.ok) return priced;
  const { lines, shippingCents, sources } = priced.value;
  const items = priced.value.items.map((item) => ({
    ...item,
    sent: had.find(({ position }) => position === item.position)?.quantity ?? 0,
  }));

  // An order paid in parts is refunded in parts; the first refund lists the items of all of them.
  let rest = priced.value.amountCents;
  const ids: RefundId[] = [];
  for (const { payment, leftCents } of sources) {
    const amountCents = least(rest, leftCents);
    if (amountCents === ZERO) break;
    const covered = ids.length === 0 ? { lines, shippingCents } : {};
    const opened = await openRefund(tx, payment, amountCents, "requested", context, { note, iban, ...covered });
    if (!opened.ok) return opened;
    rest = subtractCents(rest, amountCents);
    await askForAccount(tx, opened.value, context.now);
    ids.push(opened.value);
  }
  const returned = { items, reason: what.kind === "returned" ? "customer" : "staff" } as const;
  if (!restock) await writeOffUnsent(tx, order, returned, context);
  else if (!(await restockReturned(tx, order, returned, context))) return fail("not_restockable");
  if ((await findAmountDue(tx, orderId)).keptCents <= 0) await stopUnsent(tx, orderId, context);
  return ok(ids);
}
