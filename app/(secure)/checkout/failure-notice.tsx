import { failureWords } from "@/components/payment/checkout-words";
import { Notice } from "@/components/ui/notice";
import type { CheckoutFailure } from "@/lib/checkout/state";
import type { Cents } from "@/lib/core/money";

/** Why nothing was ordered. `total` is what it would cost now, `before` what the page said until now. */
export function FailureNotice({ failure, total, before }: { failure: CheckoutFailure | null; total: Cents; before: Cents }) {
  if (!failure) return null;
  return (
    <Notice kind="error">
      {failureWords(failure, total, before).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {failure.error === "sold_out" && (
        <a href="/cart" className="text-link touch">
          Change the cart
        </a>
      )}
    </Notice>
  );
}
