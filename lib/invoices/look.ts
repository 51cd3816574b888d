import path from "node:path";
import { Font, StyleSheet } from "@react-pdf/renderer";

/** Read at run time; next.config.ts has them copied beside a server that is built to stand alone. */
const font = (family: string, weight: string, file: string) =>
  path.join(process.cwd(), "node_modules", "@expo-google-fonts", family, weight, file);

Font.register({ family: "Fraunces", src: font("fraunces", "400Regular", "Fraunces_400Regular.ttf") });
// Names are Greek and Cyrillic too.
Font.register({
  family: "Noto Sans",
  fonts: [
    { src: font("noto-sans", "400Regular", "NotoSans_400Regular.ttf") },
    { src: font("noto-sans", "600SemiBold", "NotoSans_600SemiBold.ttf"), fontWeight: 600 },
  ],
});

/** More letters than this may be broken anywhere. */
const LONGEST_WORD = 16;

/** Words stay whole and take no hyphen, which an address or a SKU must not gain. An empty part lets a long one break. */
Font.registerHyphenationCallback((word) =>
  word.length <= LONGEST_WORD ? [word] : [...word].flatMap((letter) => [letter, ""]).slice(0, -1),
);

export const colours = { ink: "#1E1B16", stone: "#5E574C", linen: "#EAE2D3", clay: "#9C4421" };

/** Points on A4. */
export const MARGIN = 54;

export const styles = StyleSheet.create({
  page: {
    paddingTop: 50,
    paddingBottom: 70,
    paddingHorizontal: MARGIN,
    fontFamily: "Noto Sans",
    color: colours.ink,
  },
  // Not the page's: what is made anew on each page, as its number, would multiply it again.
  body: { fontSize: 8.5, lineHeight: 1.5 },
  serif: { fontFamily: "Fraunces" },
  strong: { fontWeight: 600 },
  quiet: { color: colours.stone },
  label: { color: colours.stone, fontSize: 7.5, marginBottom: 2 },
  row: { flexDirection: "row" },
  figure: { textAlign: "right" },
});
