import { Select } from "@/components/ui/field";
import type { ProductDetails, ProductVariant } from "@/lib/catalog/types";
import { formatMoney } from "@/lib/core/format";
import type { Locale } from "@/lib/core/locales";
import { namesOf } from "./selection";

/** Lists all variants in one select, for the choice without script. */
export function VariantSelect({
  locale,
  product,
  label,
  when,
}: {
  locale: Locale;
  product: Pick<ProductDetails, "name" | "options" | "variants">;
  label: string;
  when: (variant: ProductVariant) => boolean;
}) {
  return (
    <Select label={label} name="variantId" className="mb-4">
      {product.variants.filter(when).map((variant) => (
        <option key={variant.id} value={variant.id}>
          {namesOf(product, variant) || product.name}, {formatMoney(variant.salePrice ?? variant.price, locale)}
        </option>
      ))}
    </Select>
  );
}
