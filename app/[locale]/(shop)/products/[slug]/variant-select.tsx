import { Select } from "@/components/ui/field";
import type { ProductDetails, ProductVariant } from "@/lib/catalog/types";
import { formatCents } from "@/lib/core/money";
import { namesOf } from "./selection";

/** All variants in one list: what chooses where there is no script. Nothing to choose, nothing shown. */
export function VariantSelect({
  product,
  label,
  when,
}: {
  product: Pick<ProductDetails, "name" | "options" | "variants">;
  label: string;
  when: (variant: ProductVariant) => boolean;
}) {
  return (
    <Select label={label} name="variantId" className="mb-4">
      {product.variants.filter(when).map((variant) => (
        <option key={variant.id} value={variant.id}>
          {namesOf(product, variant) || product.name}, {formatCents(variant.salePrice ?? variant.price)}
        </option>
      ))}
    </Select>
  );
}
