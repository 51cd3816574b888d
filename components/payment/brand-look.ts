import type { Appearance, CustomFontSource } from "@stripe/stripe-js";

/** The theme's colours and sizes for fields that a provider draws in its own frame. */
export function brandAppearance(): Appearance {
  const theme = getComputedStyle(document.documentElement);
  const color = (name: string) => theme.getPropertyValue(`--color-${name}`).trim();
  const edge = `1px solid ${color("stone")}`;
  return {
    theme: "stripe",
    labels: "above",
    disableAnimations: matchMedia("(prefers-reduced-motion: reduce)").matches,
    variables: {
      fontFamily: getComputedStyle(document.body).fontFamily,
      fontSizeBase: "16px",
      fontSizeSm: "14px",
      fontWeightMedium: "500",
      fontLineHeight: "1.5",
      borderRadius: "4px",
      gridRowSpacing: "18px",
      gridColumnSpacing: "16px",
      colorPrimary: color("clay"),
      colorBackground: color("paper"),
      colorText: color("ink"),
      colorTextSecondary: color("stone"),
      colorTextPlaceholder: color("stone"),
      colorDanger: color("oxblood"),
      colorSuccess: color("moss"),
    },
    rules: {
      ".Label": { fontSize: "14px", fontWeight: "500", color: color("ink"), marginBottom: "6px" },
      ".Input": { border: edge, boxShadow: "none", padding: "11px 14px" },
      ".Input:hover": { borderColor: color("ink") },
      ".Input:focus": { border: edge, boxShadow: "none", outline: `2px solid ${color("clay")}`, outlineOffset: "2px" },
      ".Input--invalid": { borderColor: color("oxblood"), boxShadow: `inset 0 0 0 1px ${color("oxblood")}`, color: color("ink") },
      ".Error": { fontSize: "14px", fontWeight: "500", color: color("oxblood"), marginTop: "6px" },
      ".Tab": { border: edge, boxShadow: "none" },
      ".Tab:hover": { borderColor: color("ink") },
      ".Tab--selected": { borderColor: color("ink"), boxShadow: `inset 0 0 0 1px ${color("ink")}` },
    },
  };
}

/** The page's font files, from its style sheets. */
export function brandFonts(): CustomFontSource[] {
  const families = getComputedStyle(document.body).fontFamily;
  const own = [...document.styleSheets].filter((sheet) => sheet.href?.startsWith(location.origin));
  const faces = own.flatMap((sheet) =>
    [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => ({ style: rule.style, base: sheet.href })),
  );
  return faces.flatMap(({ style, base }) => {
    const family = style.getPropertyValue("font-family").replaceAll(/["']/g, "");
    const file = /url\("?([^"()]+)"?\)/.exec(style.getPropertyValue("src"))?.[1];
    if (!file || !families.includes(family)) return [];
    return [
      {
        family,
        src: `url(${new URL(file, base ?? location.href).href})`,
        weight: style.getPropertyValue("font-weight"),
        unicodeRange: style.getPropertyValue("unicode-range") || undefined,
        display: "swap",
      },
    ];
  });
}
