import { Notice } from "@/components/ui/notice";
import type { CheckoutFailure } from "@/lib/checkout/state";
import { formatMoney } from "@/lib/core/format";
import { localePath } from "@/lib/core/locale-path";
import type { Cents } from "@/lib/core/money";
import type { Translator } from "@/messages/create-translator";
import type { CheckoutWords } from "./form-props";

/** Explains why no order was placed. `total` is the current price, `before` the one the page has shown; both in cents. */
export function FailureNotice({
  failure,
  words,
  t,
  ...figures
}: {
  failure: CheckoutFailure | null;
  total: Cents;
  before: Cents;
  words: CheckoutWords;
  t: Translator<"checkout">;
}) {
  if (!failure) return null;
  return (
    <Notice kind="error">
      {failureTexts(failure, figures, words, t).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {failure.error === "sold_out" && (
        <a href={localePath(words.checkout.locale, "/cart")} className="text-link touch">
          {t("failures.changeCart")}
        </a>
      )}
    </Notice>
  );
}

function failureTexts(
  failure: CheckoutFailure,
  { total, before }: { total: Cents; before: Cents },
  { checkout: { locale }, common, cart }: CheckoutWords,
  t: Translator<"checkout">,
): string[] {
  switch (failure.error) {
    case "sold_out":
      return failure.shortages.map(({ name, sellable }) => t("failures.sold_out", { name, left: sellable }));
    case "total_changed": {
      const now = formatMoney(total, locale);
      const changed =
        total === before
          ? t("failures.order_changed", { total: now })
          : t("failures.total_changed", { before: formatMoney(before, locale), total: now });
      return [changed, t("failures.checkAgain")];
    }
    case "earlier_order_open":
    case "earlier_checkout":
    case "unpaid_limit":
    case "shipping_unavailable":
    case "method_unavailable":
    case "cart_empty":
      return [t(`failures.${failure.error}`)];
    case "rate_limited":
      return [common.messages.rateLimited];
    default:
      return [cart.messages.refusal[failure.error], t("failures.couponAdvice")];
  }
}
