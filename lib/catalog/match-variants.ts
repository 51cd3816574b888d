/** The identity of a variant within its product: the SKU, and one value for each option. */
export type Identity = { readonly sku: string; readonly values: readonly string[] };

const optionsOf = ({ values }: Identity) => values.join("\u0000");

/**
 * Finds the stored variant for each wanted one, by SKU or else by option values. `unmatched` are stored variants that are not
 * wanted; `taken` are wanted SKUs whose option values another variant has.
 */
export function matchVariants<Stored extends Identity, Wanted extends Identity>(stored: readonly Stored[], wanted: readonly Wanted[]) {
  const bySku = new Map(stored.map((variant) => [variant.sku, variant]));
  const byOptions = new Map(stored.map((variant) => [optionsOf(variant), variant]));
  const wantedSkus = new Set(wanted.map(({ sku }) => sku));

  const unmatched = new Set(stored);
  const taken: string[] = [];
  const pairs = wanted.map((variant) => {
    const sameOptions = byOptions.get(optionsOf(variant));
    const match = bySku.get(variant.sku) ?? (sameOptions && !wantedSkus.has(sameOptions.sku) ? sameOptions : undefined);
    if (match && sameOptions && sameOptions !== match) taken.push(variant.sku);
    if (match) unmatched.delete(match);
    return { wanted: variant, stored: match };
  });
  return { pairs, unmatched: [...unmatched], taken };
}
