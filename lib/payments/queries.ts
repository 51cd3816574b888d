import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { orders } from "@/db/schema/orders";
import { inReview, payments, refunds } from "@/db/schema/payments";
import type { OrderId } from "@/lib/core/ids";
import { addCents, type Cents, ZERO } from "@/lib/core/money";
import { type AmountDue, findAmountDue } from "@/lib/orders/amount-due";
import { findOpenAttempt } from "./attempts";
import { findOnlineMethod, type OnlineMethod } from "./methods";

/**
 * `nothing_to_pay`: the order costs nothing; `review`: the amount received differs from the amount due, and the customer can't
 * pay again until staff have decided.
 */
export type PaymentStatus =
  | "nothing_to_pay"
  | "unpaid"
  | "partially_paid"
  | "review"
  | "processing"
  | "paid"
  | "partially_refunded"
  | "refunded"
  | "failed";

/** The state of an order's payment. Derived from its payments and refunds, never stored. */
export type OrderPayment = {
  status: PaymentStatus;
  /** The method of a payment that the customer has started and can still complete. */
  openMethod: OnlineMethod | null;
  capturedCents: Cents;
  /** The amount refunded or being refunded. */
  refundedCents: Cents;
} & AmountDue;

export async function findOrderPayment(db: Executor, orderId: OrderId): Promise<OrderPayment> {
  const [[order], due, paid, refunded, open] = await Promise.all([
    db.select({ totalCents: orders.totalCents }).from(orders).where(eq(orders.id, orderId)),
    findAmountDue(db, orderId),
    db.select({ status: payments.status, inReview, amountCents: payments.amountCents }).from(payments).where(eq(payments.orderId, orderId)),
    db.select({ status: refunds.status, amountCents: refunds.amountCents }).from(refunds).where(eq(refunds.orderId, orderId)),
    findOpenAttempt(db, orderId),
  ]);
  const capturedCents = addCents(...paid.filter(({ status }) => status === "captured").map(({ amountCents }) => amountCents));
  const refundedCents = addCents(...refunded.filter(({ status }) => status !== "failed").map(({ amountCents }) => amountCents));
  return {
    status: order?.totalCents === ZERO && due.keptCents <= ZERO ? "nothing_to_pay" : statusOf(paid, { capturedCents, ...due }),
    openMethod: (open && findOnlineMethod(open.provider)) ?? null,
    capturedCents,
    refundedCents,
    ...due,
  };
}

type Sums = AmountDue & { capturedCents: Cents };

function statusOf(paid: readonly { status: string; inReview: boolean }[], { capturedCents, keptCents, dueCents }: Sums) {
  if (keptCents > ZERO && dueCents > ZERO) return "partially_paid";
  if (capturedCents > ZERO && !(keptCents <= ZERO && dueCents > ZERO)) {
    if (keptCents >= capturedCents) return "paid";
    return keptCents > ZERO ? "partially_refunded" : "refunded";
  }
  if (paid.some(({ inReview }) => inReview)) return "review";
  if (paid.some(({ status }) => status === "processing")) return "processing";
  return paid.some(({ status }) => status === "failed") ? "failed" : "unpaid";
}
