/** The problems that an import may find in a file. `lost`: the row or product could not be used; otherwise it was used as described. */
const KINDS = {
  // The file
  not_csv: { lost: true, words: (detail: string) => `the quotes don't match here (${detail}); nothing after this line was read` },
  cut_off: { lost: true, words: () => "the file ends in the middle of this row" },

  // Rows
  wrong_field_count: { lost: true, words: (detail: string) => `this row has ${detail} fields` },
  missing_handle: { lost: true, words: () => "this row has no handle" },
  bad_handle: { lost: true, words: (handle: string) => `the handle “${handle}” has no letter or digit for an address` },
  duplicate_handle: { lost: true, words: (detail: string) => `duplicate handle: ${detail}` },
  missing_title: { lost: true, words: () => "the product's first row has no title" },
  empty_row: { lost: true, words: () => "this row has neither a variant nor a picture" },
  no_variant: { lost: true, words: () => "the product has no row with a price" },
  missing_price: { lost: true, words: () => "this variant has no price" },
  negative_price: { lost: true, words: (price: string) => `negative price: ${price}` },
  bad_price: { lost: true, words: (price: string) => `this is not a price: ${price}` },
  bad_options: { lost: true, words: (detail: string) => `option names are missing or repeated: ${detail}` },
  missing_option_value: { lost: true, words: (option: string) => `this variant has no value for ${option}` },
  duplicate_options: { lost: true, words: (detail: string) => `repeats the option values of line ${detail}` },
  too_long: { lost: true, words: (detail: string) => detail },
  duplicate_sku: { lost: true, words: (detail: string) => `duplicate SKU: ${detail}` },
  gift_card: { lost: true, words: () => "gift cards are not sold here" },
  // Pictures
  picture_unreachable: { lost: true, words: (detail: string) => `the picture could not be downloaded: ${detail}` },
  picture_refused: { lost: true, words: (detail: string) => `the picture can't be used: ${detail}` },
  // The shop that the product is written to
  sku_taken: { lost: true, words: (skus: string) => `another product in the shop has this SKU: ${skus}` },
  options_changed: {
    lost: true,
    words: (skus: string) => `its options differ from those in the shop; these variants can't be changed to match: ${skus}`,
  },
  options_taken: { lost: true, words: (skus: string) => `another variant in the shop has the same option values: ${skus}` },
  // Used with a change
  compare_at_below: { lost: false, words: (detail: string) => `compare-at price ${detail} is not above the price: ignored` },
  bad_compare_at: { lost: false, words: (price: string) => `this is not a compare-at price: ${price}; ignored` },
  sells_on: { lost: false, words: () => "inventory policy “continue”: this shop never sells more than its stock" },
  untracked: { lost: false, words: (quantity: string) => `stock was not tracked: set to ${quantity}` },
  bad_quantity: { lost: false, words: (quantity: string) => `stock ${quantity} set to 0` },
  bad_weight: { lost: false, words: (grams: string) => `weight ${grams} set to 0 g` },
  sku_derived: { lost: false, words: (sku: string) => `no SKU: set to ${sku}` },
  unknown_status: { lost: false, words: (status: string) => `status “${status}” is unknown: saved as a draft` },
  variants_kept: { lost: false, words: (skus: string) => `the shop has variants that are not in the file; they are unchanged: ${skus}` },
} as const;

export type ProblemKind = keyof typeof KINDS;

/** `line` is the row's first line in the file, counted from 1. */
export type Problem = { readonly line: number; readonly handle: string; readonly kind: ProblemKind; readonly detail: string };

export function isLost({ kind }: Problem): boolean {
  return KINDS[kind].lost;
}

/** Describes a problem without its place, such as `negative price: -3.00`. */
export function describeProblem({ kind, detail }: Problem): string {
  return KINDS[kind].words(detail);
}

export type Report = (kind: Problem["kind"], line: number, detail?: string) => void;
