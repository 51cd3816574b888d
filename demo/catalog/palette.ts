import type { Colour } from "./types";

/** All colours of the shop. Garments are drawn in the colour of the swatch. */
const palette = {
  chalk: { name: "Chalk", hex: "#EAE3D4" },
  oat: { name: "Oat", hex: "#DCCFB6" },
  sand: { name: "Sand", hex: "#CDB78F" },
  straw: { name: "Straw", hex: "#C6A56C" },
  honey: { name: "Honey", hex: "#B48E5C" },
  clay: { name: "Clay", hex: "#A5573A" },
  rust: { name: "Rust", hex: "#8C5034" },
  madder: { name: "Madder", hex: "#8A3B33" },
  fog: { name: "Fog", hex: "#A9A695" },
  sage: { name: "Sage", hex: "#8C9478" },
  moss: { name: "Moss", hex: "#5C6547" },
  sea: { name: "Sea", hex: "#5F7F82" },
  indigo: { name: "Indigo", hex: "#41506A" },
  earth: { name: "Earth", hex: "#7D6C53" },
  chestnut: { name: "Chestnut", hex: "#6C4428" },
  ink: { name: "Ink", hex: "#36312A" },
} as const satisfies Record<string, Omit<Colour, "slug">>;

export type ColourSlug = keyof typeof palette;

export const colourOf = (slug: ColourSlug): Colour => ({ slug, ...palette[slug] });

export const colours: readonly Colour[] = (Object.keys(palette) as ColourSlug[]).map(colourOf);
