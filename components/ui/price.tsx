import { formatMoney } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { Cents } from "@/lib/core/money";
import { translator } from "@/messages/translator";

/**
 * The current price; on sale with the earlier price, struck through, and the lowest price of the 30 days before the sale
 * (Directive 98/6/EC, Art. 6a). `from` means that other variants cost more.
 */
export function Price({
  locale,
  price,
  salePrice = null,
  lowest = null,
  from = false,
  size = "card",
}: {
  locale: Locale;
  price: Cents;
  salePrice?: Cents | null;
  lowest?: Cents | null;
  from?: boolean;
  size?: "card" | "page";
}) {
  const large = size === "page";
  const t = translator(locale, "catalog.price");
  const today = formatMoney(salePrice ?? price, locale);
  const current = from
    ? t.rich("from", {
        amount: today,
        quiet: (words) => <span className={large ? "font-sans text-base text-stone" : "text-stone"}>{words}</span>,
      })
    : today;
  return (
    <div className="figures">
      <p className={large ? "flex flex-wrap items-baseline gap-x-3 font-serif text-2xl" : ""}>
        {salePrice === null ? (
          <span>{current}</span>
        ) : (
          <>
            <span className={large ? "text-clay" : "font-semibold text-clay"}>
              <span className="sr-only">{t("now")} </span>
              {current}
            </span>{" "}
            <s className={large ? "text-lg text-stone" : "ml-1 text-stone"}>
              <span className="sr-only">{t("before")} </span>
              {formatMoney(price, locale)}
            </s>
          </>
        )}
      </p>
      {salePrice !== null && lowest !== null && (
        <p className="text-xs text-stone">{t("lowest", { amount: formatMoney(lowest, locale) })}</p>
      )}
    </div>
  );
}
