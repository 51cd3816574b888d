import { centsOf } from "@/sandbox/paypal/ledger";
import type { System } from "./system";

type Moved = { ref: string; amountCents: number };
/** `refundId` is the id of the shop's refund; null for one made in the provider's own dashboard. */
type Refund = Moved & { refundId: string | null };
/** Money that a provider captured for the shop, with its refunds. */
export type Capture = Moved & { provider: "stripe" | "paypal"; refunds: Refund[] };

/** Lists captured payments from the providers' own books. */
export function listCaptures({ sandbox: { stripe, paypal } }: System): Capture[] {
  const charges = stripe.charges
    .filter(({ captured, status }) => captured && status === "succeeded")
    .map(({ id, amount }) => ({
      provider: "stripe" as const,
      ref: id,
      amountCents: amount,
      refunds: stripe.refunds
        .filter(({ charge, status }) => charge === id && status !== "failed")
        .map((refund) => ({ ref: refund.id, amountCents: refund.amount, refundId: refund.metadata.refund_id ?? null })),
    }));
  const captures = paypal.orders().flatMap(({ capture, refunds }) => {
    if (!capture || capture.status === "PENDING" || capture.status === "DECLINED") return [];
    const back = refunds.map(({ id, amount, invoiceId }) => ({ ref: id, amountCents: centsOf(amount), refundId: invoiceId ?? null }));
    return [{ provider: "paypal" as const, ref: capture.id, amountCents: centsOf(capture.amount), refunds: back }];
  });
  return [...charges, ...captures];
}
