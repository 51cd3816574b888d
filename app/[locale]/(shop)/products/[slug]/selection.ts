import type { ProductDetails, ProductOption, ProductVariant } from "@/lib/catalog/types";

type Variant = Pick<ProductVariant, "id" | "valueIds" | "sellable">;

export type Choosable<V extends Variant = Variant> = Pick<ProductDetails, "options"> & { variants: readonly V[] };

/** The query parameter of an option: `color`, `size`, or its own name as a slug. */
function parameterOf(option: ProductOption): string {
  return option.kind === "other" ? option.name.toLowerCase().replace(/[^a-z0-9]+/g, "-") : option.kind;
}

/** The variant that a query names. For options missing from it or unknown, the first available variant decides. */
export function variantFromQuery<V extends Variant>(product: Choosable<V>, query: string): V | undefined {
  const parameters = new URLSearchParams(query);
  const wanted = product.options.map((option) => {
    const slug = parameters.get(parameterOf(option));
    return option.values.find((value) => value.slug === slug)?.id;
  });
  return closest(product.variants, wanted);
}

export function queryOf(product: Choosable, variant: Variant): string {
  const parameters = new URLSearchParams();
  for (const [index, option] of product.options.entries()) {
    const value = option.values.find((each) => each.id === variant.valueIds[index]);
    if (value) parameters.set(parameterOf(option), value.slug);
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

/** The variant chosen when a shopper selects this value: the same in every other option if that exists. */
export function choose<V extends Variant>(product: Choosable<V>, current: V, index: number, valueId: string): V {
  const exact = variantWith(product, current, index, valueId);
  if (exact) return exact;
  const others = product.variants.filter((variant) => variant.valueIds[index] === valueId);
  return closest(others, current.valueIds) ?? current;
}

/** The variant that differs from `current` in this one value only; undefined if it doesn't exist. */
export function variantWith<V extends Variant>(product: Choosable<V>, current: V, index: number, valueId: string): V | undefined {
  return product.variants.find((variant) => variant.valueIds.every((id, at) => id === (at === index ? valueId : current.valueIds[at])));
}

/** The variant with the most values in common; ties go to an available one, then to the shop's own order. */
function closest<V extends Variant>(variants: readonly V[], wanted: readonly (string | undefined)[]): V | undefined {
  const score = (variant: Variant) =>
    2 * variant.valueIds.filter((id, index) => id === wanted[index]).length + (variant.sellable > 0 ? 1 : 0);
  return variants.toSorted((a, b) => score(b) - score(a))[0];
}

/** "Indigo, M"; empty for a variant without options. */
export function namesOf(product: Choosable, variant: Variant): string {
  return product.options
    .flatMap((option, index) => option.values.find((value) => value.id === variant.valueIds[index])?.value ?? [])
    .join(", ");
}
