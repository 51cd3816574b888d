/** What tells a product's variants apart: the SKU, and one value for each option. */
export type Identity = { readonly sku: string; readonly values: readonly string[] };

const optionsOf = ({ values }: Identity) => values.join("\u0000");

/**
 * Finds the existing variant for each wanted one: by SKU, else by option values. `kept` are existing variants that are not
 * wanted; `taken` are wanted SKUs whose option values another variant has.
 */
export function matchVariants<Held extends Identity, Wanted extends Identity>(held: readonly Held[], wanted: readonly Wanted[]) {
  const bySku = new Map(held.map((variant) => [variant.sku, variant]));
  const byOptions = new Map(held.map((variant) => [optionsOf(variant), variant]));
  const wantedSkus = new Set(wanted.map(({ sku }) => sku));

  const kept = new Set(held);
  const taken: string[] = [];
  const pairs = wanted.map((variant) => {
    const sameOptions = byOptions.get(optionsOf(variant));
    const match = bySku.get(variant.sku) ?? (sameOptions && !wantedSkus.has(sameOptions.sku) ? sameOptions : undefined);
    if (match && sameOptions && sameOptions !== match) taken.push(variant.sku);
    if (match) kept.delete(match);
    return { wanted: variant, held: match };
  });
  return { pairs, kept: [...kept], taken };
}
