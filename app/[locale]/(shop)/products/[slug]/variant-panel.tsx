import { Price } from "@/components/ui/price";
import type { ProductDetails, ProductVariant } from "@/lib/catalog/types";
import { formatPercent } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { Translator } from "@/messages/create-translator";
import { translator } from "@/messages/translator";
import { namesOf } from "./selection";

/** What the page says of one variant. Made on the server, so that the browser needs neither formats nor plurals for it. */
export function variantPanel(product: Pick<ProductDetails, "options" | "variants">, variant: ProductVariant, locale: Locale) {
  const t = translator(locale, "catalog.product");
  const price = (
    <>
      <Price locale={locale} price={variant.price} salePrice={variant.salePrice} lowest={variant.lowest} size="page" />
      <p className="text-xs text-stone">
        {variant.percentOff > 0 && (
          <span className="figures font-semibold text-clay">
            {t("percentOff", { percent: formatPercent(variant.percentOff * 100, locale) })}{" "}
          </span>
        )}
        {t("vat")}
      </p>
    </>
  );
  return { price, stock: stockText(variant, namesOf(product, variant), t) };
}

/** "Only 3 left in Indigo, M". */
function stockText({ sellable, lowStockThreshold }: ProductVariant, options: string, t: Translator<"catalog.product">): string {
  if (sellable > lowStockThreshold) return t("stock.inStock");
  if (sellable <= 0) return options ? t("stock.soldOutIn", { options }) : t("stock.soldOut");
  return options ? t("stock.leftIn", { count: sellable, options }) : t("stock.left", { count: sellable });
}
