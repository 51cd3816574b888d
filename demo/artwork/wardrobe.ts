import type { ColourSlug } from "../catalog/palette";
import type { CutName } from "./cuts/all-cuts";
import type { FabricName } from "./drawing/fabrics";
import type { Look } from "./drawing/look";
import type { Pattern } from "./drawing/sheet";

/** How each product of the catalogue is drawn, by its slug. */
export type Outfit = {
  readonly cut: CutName;
  readonly fabric: FabricName;
  /** One set of pictures for each colour; if `plain` is set, there is one set without a colour's name. */
  readonly colours: readonly ColourSlug[];
  readonly plain?: true;
  readonly seed: number;
  readonly look?: Look;
  /** Stripes or checks; `colour` for light fabric, `onDark` for dark fabric. */
  readonly pattern?: Omit<Pattern, "colour"> & { readonly colour: string; readonly onDark: string };
};

const outfit = (cut: CutName, fabric: FabricName, colours: readonly ColourSlug[], seed: number, look: Look = {}): Outfit => ({
  cut,
  fabric,
  colours,
  seed,
  look,
});

const SAILOR = { kind: "stripes", pitch: 27, width: 10, colour: "#41506A", onDark: "#E9DFCB" } as const;
const LUMBER = { kind: "checks", pitch: 74, width: 34, colour: "#5A3B26", onDark: "#241D16", second: "#E6D5B4" } as const;
const GINGHAM = { kind: "checks", pitch: 26, width: 13, colour: "#8A3B33", onDark: "#F1E8D8" } as const;

export const wardrobe: Readonly<Record<string, Outfit>> = {
  // tops
  "everyday-t-shirt": outfit("tshirt", "jersey", ["clay", "chalk", "ink"], 3),
  "pocket-t-shirt": outfit("tshirt", "heather", ["sage", "oat"], 12, { pockets: "one", width: 8, length: 6 }),
  "v-neck-t-shirt": outfit("tshirt", "jersey", ["fog", "rust"], 21, { neck: "vee", width: -6 }),
  "mljet-striped-top": { ...outfit("longTee", "jersey", ["chalk", "indigo"], 8, { neck: "boat" }), pattern: SAILOR },
  "long-sleeve-t-shirt": outfit("longTee", "jersey", ["oat", "moss"], 2),
  "waffle-henley": outfit("longTee", "waffle", ["straw", "indigo"], 15, { neck: "henley", width: 6 }),
  "lastovo-tank-top": outfit("tank", "jersey", ["chalk", "clay"], 5),
  "pique-polo-shirt": outfit("polo", "waffle", ["moss", "sea"], 6),
  "hvar-band-collar-shirt": outfit("shirt", "linen", ["chalk", "sage"], 9, { collar: "band", yoke: false }),
  "oxford-shirt": outfit("shirt", "poplin", ["sea", "chalk"], 14, { pockets: "one" }),
  "korcula-camp-shirt": outfit("shirt", "linen", ["sand", "clay"], 18, { collar: "camp", sleeves: "short", pockets: "one", length: -20 }),
  "zumberak-check-shirt": { ...outfit("shirt", "fleece", ["rust", "moss"], 4, { pockets: "flap" }), pattern: LUMBER },
  // knitwear
  "lika-crewneck": outfit("jumper", "knit", ["straw", "fog"], 1),
  "velebit-cable-jumper": outfit("jumper", "knit", ["chalk", "rust"], 7, { cables: true, neck: "roll", width: 6 }),
  "merino-v-neck": outfit("jumper", "fineknit", ["indigo", "moss"], 11, { neck: "vee", width: -6 }),
  "half-zip-jumper": outfit("jumper", "ribknit", ["earth", "sage"], 16, { neck: "half-zip", length: 10 }),
  "moss-stitch-cardigan": outfit("cardigan", "moss", ["oat", "rust"], 10, { pockets: "patch", length: 24, width: 6 }),
  "fine-cardigan": outfit("cardigan", "fineknit", ["sea", "clay"], 23, { contrast: "#e6dcc4", length: -22, width: -8 }),
  "field-vest": outfit("vest", "fineknit", ["sage", "chestnut"], 13),
  "heavy-hoodie": outfit("hoodie", "fleece", ["moss", "oat"], 3),
  "zip-hoodie": outfit("hoodie", "heather", ["fog", "indigo"], 17, { closure: "zip" }),
  "kotar-wool-poncho": outfit("poncho", "boiled", ["fog", "chestnut"], 2),
  // trousers and shorts
  "wide-trousers": outfit("trousers", "linen", ["earth", "sand"], 1, { waist: "pleats", leg: 26 }),
  "straight-jeans": outfit("trousers", "denim", ["indigo", "ink"], 3),
  "turn-up-jeans": outfit("trousers", "denim", ["sea"], 22, { turnUp: true, leg: 14, length: -34 }),
  "drawstring-trousers": outfit("trousers", "linen", ["oat", "moss"], 19, { waist: "drawstring", leg: 8 }),
  "corduroy-trousers": outfit("trousers", "corduroy", ["rust", "moss"], 24, { leg: 4 }),
  "work-trousers": outfit("trousers", "canvas", ["straw", "ink"], 26, { pockets: "cargo", leg: 6 }),
  "garden-shorts": outfit("shorts", "linen", ["sand", "moss"], 2, { waist: "drawstring" }),
  "chino-shorts": outfit("shorts", "twill", ["straw", "indigo"], 20, { leg: -16, length: 20 }),
  // dresses and skirts
  "lastovo-dress": outfit("dress", "linen", ["clay", "chalk"], 2, { belt: true }),
  "gingham-summer-dress": {
    ...outfit("dress", "poplin", ["chalk", "sea"], 25, { neck: "vee", waist: "pleats", length: -60, closure: "none" }),
    pattern: GINGHAM,
  },
  "vis-slip-dress": outfit("straightDress", "linen", ["sage", "madder"], 27, {
    sleeves: "none",
    neck: "vee",
    closure: "none",
    length: 20,
    width: 20,
  }),
  "pocket-tunic-dress": outfit("straightDress", "linen", ["moss", "oat"], 28, { neck: "vee", pockets: "patch", length: -30 }),
  "indigo-shirt-dress": outfit("straightDress", "poplin", ["indigo", "sand"], 29, { closure: "buttons", belt: true, pockets: "slant" }),
  "pleated-skirt": outfit("skirt", "linen", ["straw", "ink"], 30, { waist: "pleats", width: 10 }),
  "corduroy-button-skirt": outfit("skirt", "corduroy", ["rust", "indigo"], 31, {
    waist: "band",
    closure: "buttons",
    pockets: "patch",
    length: -120,
    width: -24,
  }),
  "sash-skirt": outfit("skirt", "poplin", ["sage", "clay"], 32, { waist: "drawstring", belt: true, length: 24, width: 22 }),
  // outerwear
  "brac-overshirt": outfit("shirt", "canvas", ["indigo", "moss", "sand", "clay"], 1, { pockets: "flap" }),
  "zagreb-work-jacket": outfit("shirt", "twill", ["sea", "straw"], 33, { pockets: "patch", width: 6, yoke: false }),
  "zumberak-wool-coat": outfit("coat", "herringbone", ["earth", "ink"], 34),
  "sava-belted-coat": outfit("coat", "wool", ["chestnut", "fog"], 35, { belt: true, pockets: "patch", length: 16 }),
  "waxed-field-jacket": outfit("jacket", "canvas", ["moss", "earth"], 36, { closure: "zip", pockets: "patch", length: 20 }),
  "denim-jacket": outfit("jacket", "denim", ["indigo", "ink"], 37, { yoke: true, pockets: "slant", length: -40 }),
  "boiled-wool-jacket": outfit("jacket", "boiled", ["madder", "sage"], 38, { pockets: "slant", contrast: "#6a4a2b", length: -10 }),
  "quilted-gilet": outfit("gilet", "poplin", ["moss", "straw"], 39),
  // accessories
  "ribbed-beanie": outfit("beanie", "wool", ["chestnut", "moss"], 1),
  "bobble-beanie": outfit("beanie", "wool", ["straw", "madder"], 40, { pompom: true, wide: true }),
  "six-panel-cap": outfit("cap", "canvas", ["moss", "sand"], 1),
  "linen-sun-hat": outfit("hat", "linen", ["sand", "sage"], 41),
  "lambswool-scarf": outfit("scarf", "wool", ["rust", "indigo"], 1),
  "knitted-mittens": outfit("mittens", "knit", ["moss", "rust"], 42),
  "walking-socks": outfit("socks", "fineknit", ["honey", "fog"], 1),
  "cotton-socks": { ...outfit("socks", "jersey", ["oat"], 43, { contrast: "none" }), plain: true },
  "plain-belt": outfit("belt", "leather", ["chestnut", "ink"], 1),
  "market-tote": outfit("tote", "canvas", ["oat", "ink"], 1),
  "pocket-tote": outfit("tote", "twill", ["sea"], 44, { pockets: "patch" }),
  "kitchen-apron": outfit("apron", "linen", ["indigo", "clay"], 45),
  "pasture-blanket": { ...outfit("blanket", "herringbone", ["fog"], 46), plain: true },
  "mending-kit": { ...outfit("pouch", "linen", ["oat"], 47), plain: true },
};
