import type { CSSProperties } from "react";

/** The brand's tokens. No style sheet works in every mail client, so each element has inline styles. */
export const colours = {
  sand: "#f5f0e6",
  paper: "#fffdf8",
  linen: "#eae2d3",
  ink: "#1e1b16",
  stone: "#5e574c",
  clay: "#9c4421",
} as const;

export const serif = "Fraunces, Georgia, 'Times New Roman', serif";
export const sans = "'Instrument Sans', -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif";

export const words: CSSProperties = { fontSize: "16px", lineHeight: "25px", color: colours.ink };
export const quiet: CSSProperties = { fontSize: "14px", lineHeight: "21px", color: colours.stone };
/** Digits of equal width, so columns align. */
export const figures: CSSProperties = { fontVariantNumeric: "tabular-nums lining-nums" };
