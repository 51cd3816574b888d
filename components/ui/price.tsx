import { type Cents, formatCents } from "@/lib/core/money";

/**
 * What is asked today; on sale with the price before, struck through, and the lowest price of the 30 days before the sale
 * (Directive 98/6/EC, Art. 6a). `from` says that other variants cost more.
 */
export function Price({
  price,
  salePrice = null,
  lowest = null,
  from = false,
  size = "card",
}: {
  price: Cents;
  salePrice?: Cents | null;
  lowest?: Cents | null;
  from?: boolean;
  size?: "card" | "page";
}) {
  const large = size === "page";
  const before = from ? <span className={large ? "font-sans text-base text-stone" : "text-stone"}>from </span> : null;
  return (
    <div className="figures">
      <p className={large ? "flex flex-wrap items-baseline gap-x-3 font-serif text-2xl" : ""}>
        {salePrice === null ? (
          <span>
            {before}
            {formatCents(price)}
          </span>
        ) : (
          <>
            <span className={large ? "text-clay" : "font-semibold text-clay"}>
              <span className="sr-only">Now </span>
              {before}
              {formatCents(salePrice)}
            </span>{" "}
            <s className={large ? "text-lg text-stone" : "ml-1 text-stone"}>
              <span className="sr-only">before </span>
              {formatCents(price)}
            </s>
          </>
        )}
      </p>
      {salePrice !== null && lowest !== null && <p className="text-xs text-stone">Lowest price in 30 days: {formatCents(lowest)}</p>}
    </div>
  );
}
