import { centsOf } from "@/sandbox/paypal/ledger";
import type { World } from "./system";

type Moved = { ref: string; amountCents: number };
/** `refundId`: the shop's row that it was made for; null where it was made in the provider's own pages. */
type GivenBack = Moved & { refundId: string | null };
/** Money that a provider took for the shop, and what of it went back. */
export type Taken = Moved & { provider: "stripe" | "paypal"; refunds: GivenBack[] };

/** What the providers' own books say. */
export function listTaken({ sandbox: { stripe, paypal } }: World): Taken[] {
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
