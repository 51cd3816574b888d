import { barcodeOf, shareOf } from "./codes";
import { type ColourSlug, colourOf } from "./palette";
import { imageOf } from "./pictures";
import type { Product, ProductImage, ProductOption, Variant } from "./types";

/** Turns a short description of a product into its options, variants and images. */

export const SIZES = {
  letters: ["XS", "S", "M", "L", "XL", "XXL"],
  middle: ["S", "M", "L", "XL"],
  fitted: ["XS", "S", "M", "L", "XL"],
  two: ["S–M", "L–XL"],
  waist: ["28", "30", "32", "34", "36"],
  belt: ["85 cm", "95 cm", "105 cm"],
  feet: ["36–38", "39–42", "43–46"],
} as const satisfies Record<string, readonly string[]>;

export const CARE = {
  cotton: "Wash at 30 °C with like colours, inside out. Dry on a line. Iron warm if you must.",
  linen: "Wash at 30 °C, with room in the drum. Hang to dry, or iron while damp. It softens with every wash.",
  wool: "Air it first; wool rarely needs a wash. Then 30 °C wool cycle, mild soap, dry flat.",
  denim: "Wash seldom, at 30 °C, inside out. Dry on a line. The colour fades where you bend.",
  coat: "Brush, air, and hang on a wide hanger. Dry clean once a season.",
  wax: "Wipe with a cold, damp cloth. Do not machine wash. Rewax once a year.",
  leather: "Wipe with a dry cloth. Feed with a little beeswax when it looks thirsty.",
  spot: "Wipe marks off with a damp cloth. Wash by hand in cold water, dry in shape.",
} as const;

const MAKER = "Earthman d.o.o., Zagreb, Croatia";

export type Definition = {
  /** Never reused: barcodes are derived from it. */
  number: number;
  slug: string;
  name: string;
  subtitle: string;
  /** One paragraph each. */
  words: readonly string[];
  /** A short list below them. */
  points?: readonly string[];
  category: string;
  collections?: readonly string[];
  material: string;
  care: string;
  keywords?: string;
  /** The first part of every SKU. */
  code: string;
  colours?: readonly ColourSlug[];
  sizes?: readonly string[];
  price: number;
  sale?: number;
  weight: number;
  published: string;
  /** The subject of the second picture. */
  closeUp: string;
  returnable?: false;
  /** Stock on hand of single variants, by the last part of their SKU; `"*"` is for all others. */
  stock?: Readonly<Record<string, number>>;
};

const slugOfSize = (size: string) => size.toLowerCase().replace("–", "-").replace(" ", "-");
const codeOfSize = (size: string) => size.replace("–", "").replace(" cm", "");

/** Most sizes are well stocked, the largest and smallest less; a few are low and a few are sold out. */
function stockOf(sku: string, place: number): number {
  const luck = shareOf(`stock ${sku}`);
  if (luck < 0.05) return 0;
  if (luck < 0.14) return 1 + Math.floor(shareOf(`low ${sku}`) * 3);
  return Math.round(6 + shareOf(`full ${sku}`) * 26 * (1 - 0.5 * place));
}

function variantsOf(definition: Definition): Variant[] {
  const { code, colours = [null], sizes = [null], price, sale, weight, number, stock = {} } = definition;
  const pairs = colours.flatMap((color) => sizes.map((size, at) => ({ color, size, at })));
  return pairs.map(({ color, size, at }, i) => {
    const tail = [color?.toUpperCase(), size && codeOfSize(size)].filter(Boolean).join("-");
    const sku = [code, tail].filter(Boolean).join("-");
    const middle = (sizes.length - 1) / 2;
    const place = middle ? Math.abs(at - middle) / middle : 0;
    return {
      sku,
      barcode: barcodeOf(number, i + 1),
      color,
      size: size && slugOfSize(size),
      priceCents: price,
      salePriceCents: sale ?? null,
      weightGrams: Math.round(weight * (1 + 0.03 * (at - Math.floor(middle)))),
      onHand: stock[tail] ?? stock["*"] ?? stockOf(sku, place),
      lowStockThreshold: price >= 12000 ? 3 : 5,
    };
  });
}

function optionsOf({ colours, sizes }: Definition): ProductOption[] {
  const options: ProductOption[] = [];
  if (colours) options.push({ kind: "color", name: "Colour", values: colours.map(colourOf) });
  if (sizes) options.push({ kind: "size", name: "Size", values: sizes.map((name) => ({ slug: slugOfSize(name), name, hex: null })) });
  return options;
}

function imagesOf({ slug, name, colours, closeUp }: Definition): ProductImage[] {
  const shown: readonly (ColourSlug | null)[] = colours ?? [null];
  return shown.flatMap((color) => {
    const picture = color ? `${slug}-${color}` : slug;
    const title = color ? `${name} in ${colourOf(color).name.toLowerCase()}` : name;
    return [
      { ...imageOf(`${picture}-1`, `${title}, laid flat on linen`), color },
      { ...imageOf(`${picture}-2`, `${title}: ${closeUp}`), color },
    ];
  });
}

const html = (words: readonly string[], points: readonly string[] = []) =>
  words.map((paragraph) => `<p>${paragraph}</p>`).join("") +
  (points.length ? `<ul>${points.map((point) => `<li>${point}</li>`).join("")}</ul>` : "");

export function product(definition: Definition): Product {
  const {
    slug,
    name,
    subtitle,
    words,
    points,
    category,
    collections = [],
    material,
    care,
    keywords = "",
    published,
    returnable = true,
  } = definition;
  return {
    slug,
    name,
    subtitle,
    descriptionHtml: html(words, points),
    vendor: "Earthman",
    category,
    collections,
    material,
    care,
    keywords,
    manufacturer: MAKER,
    responsiblePerson: MAKER,
    returnable,
    publishedAt: `${published}T08:00:00.000Z`,
    seoTitle: `${name} · ${subtitle}`,
    seoDescription: words[0] ?? subtitle,
    options: optionsOf(definition),
    variants: variantsOf(definition),
    images: imagesOf(definition),
  };
}
