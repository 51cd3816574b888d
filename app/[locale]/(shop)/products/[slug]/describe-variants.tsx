import type { ReactNode } from "react";
import { Price } from "@/components/ui/price";
import type { ProductDetails, ProductVariant } from "@/lib/catalog/types";
import { formatPercent } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import type { Translator } from "@/messages/create-translator";
import { translator } from "@/messages/translator";
import { namesOf } from "./selection";

export type DescribedVariant = Pick<ProductVariant, "id" | "valueIds" | "sellable"> & { priceIndex: number; stock: string };

/** The data of each variant for the browser, with finished texts, as formats and plurals stay on the server. Equal prices are sent once. */
export function describeVariants(product: Pick<ProductDetails, "options" | "variants">, locale: Locale) {
  const t = translator(locale, "catalog.product");
  const prices: ReactNode[] = [];
  const indexes = new Map<string, number>();
  const variants = product.variants.map((variant): DescribedVariant => {
    const { id, valueIds, sellable, price, salePrice, lowest, percentOff } = variant;
    const key = [price, salePrice, lowest, percentOff].join();
    const priceIndex = indexes.get(key) ?? prices.push(<VariantPrice key={key} variant={variant} locale={locale} />) - 1;
    indexes.set(key, priceIndex);
    return { id, valueIds, sellable, priceIndex, stock: stockText(variant, namesOf(product, variant), t) };
  });
  return { variants, prices };
}

function VariantPrice({ variant, locale }: { variant: ProductVariant; locale: Locale }) {
  const t = translator(locale, "catalog.product");
  return (
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
}

/** "Only 3 left in Indigo, M". */
function stockText({ sellable, lowStockThreshold }: ProductVariant, options: string, t: Translator<"catalog.product">): string {
  if (sellable > lowStockThreshold) return t("stock.inStock");
  if (sellable <= 0) return options ? t("stock.soldOutIn", { options }) : t("stock.soldOut");
  return options ? t("stock.leftIn", { count: sellable, options }) : t("stock.left", { count: sellable });
}
