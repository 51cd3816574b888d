import { StyleSheet } from "@react-pdf/renderer";

export const colours = { ink: "#1E1B16", stone: "#5E574C", linen: "#EAE2D3", clay: "#9C4421" };

/** The margin of the A4 page, in points. */
export const MARGIN = 54;

export const styles = StyleSheet.create({
  page: {
    paddingTop: 42,
    paddingBottom: 60,
    paddingHorizontal: MARGIN,
    fontFamily: "Noto Sans",
    color: colours.ink,
  },
  // Not set on the page, which would multiply the line height of text rendered per page, such as the page number, twice.
  body: { fontSize: 8.5, lineHeight: 1.4 },
  serif: { fontFamily: "Fraunces" },
  strong: { fontWeight: 600 },
  quiet: { color: colours.stone },
  label: { color: colours.stone, fontSize: 7.5, marginBottom: 2 },
  row: { flexDirection: "row" },
  figure: { textAlign: "right" },
});
