import { centsOf } from "@/sandbox/paypal/ledger";
import type { System } from "./system";

type Moved = { ref: string; amountCents: number };
/** `refundId` is the id of the shop's refund; null for one made in the provider's own dashboard. */
type Refund = Moved & { refundId: string | null };
/** Money that a provider captured for the shop, with its refunds, the state of its last dispute, and what disputes took back. */
export type Capture = Moved & {
  provider: "stripe" | "paypal";
  /** The order's. */
  reference: string;
  refunds: Refund[];
  dispute: "needs_response" | "won" | "lost" | null;
  lostCents: number;
};

/** Lists captured payments from the providers' own books. */
export function listCaptures({ sandbox: { stripe, paypal } }: System): Capture[] {
  const charges = stripe.charges
    .filter(({ captured, status }) => captured && status === "succeeded")
    .map(({ id, amount, metadata }) => ({
      provider: "stripe" as const,
      ref: id,
      reference: metadata.order_reference ?? "",
      amountCents: amount,
      refunds: stripe.refunds
        .filter(({ charge, status }) => charge === id && status !== "failed")
        .map((refund) => ({ ref: refund.id, amountCents: refund.amount, refundId: refund.metadata.refund_id ?? null })),
      dispute: stripe.disputes.findLast(({ charge }) => charge === id)?.status ?? null,
      lostCents: stripe.disputes
        .filter(({ charge, status }) => charge === id && status === "lost")
        .reduce((sum, one) => sum + one.amount, 0),
    }));
  const captures = paypal.orders().flatMap(({ request, capture, refunds }) => {
    if (!capture || capture.status === "PENDING" || capture.status === "DECLINED") return [];
    const back = refunds.map(({ id, amount, invoiceId }) => ({ ref: id, amountCents: centsOf(amount), refundId: invoiceId ?? null }));
    // The invoice id is the order's reference and a part of the attempt's id.
    const reference = request.purchase_units[0].invoice_id.slice(0, -9);
    const amountCents = centsOf(capture.amount);
    return [{ provider: "paypal" as const, ref: capture.id, reference, amountCents, refunds: back, dispute: null, lostCents: 0 }];
  });
  return [...charges, ...captures];
}
