import localFont from "next/font/local";

// Two files per family: letters beyond Western Europe (č, ž, ł …) are fetched only by pages that need them.
// "optional": a font too late for the first paint is used from the next page on, so the layout doesn't shift.
// The extended family comes first in the stack, because the latin one brings its size-adjusted fallback with it.
const fraunces = localFont({
  src: "../node_modules/@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2",
  weight: "100 900",
  display: "optional",
  variable: "--fraunces",
  adjustFontFallback: "Times New Roman",
});

const frauncesExtended = localFont({
  src: "../node_modules/@fontsource-variable/fraunces/files/fraunces-latin-ext-opsz-normal.woff2",
  weight: "100 900",
  display: "optional",
  variable: "--fraunces-extended",
  adjustFontFallback: false,
  preload: false,
  declarations: [
    {
      prop: "unicode-range",
      value: "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB",
    },
  ],
});

const instrumentSans = localFont({
  src: "../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
  weight: "400 700",
  display: "optional",
  variable: "--instrument-sans",
});

const instrumentSansExtended = localFont({
  src: "../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-ext-wght-normal.woff2",
  weight: "400 700",
  display: "optional",
  variable: "--instrument-sans-extended",
  adjustFontFallback: false,
  preload: false,
  declarations: [
    {
      prop: "unicode-range",
      value: "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB",
    },
  ],
});

/** The class for `<html>` that sets the variables of the theme's font stacks. */
export const fontVariables = [fraunces, frauncesExtended, instrumentSans, instrumentSansExtended].map((font) => font.variable).join(" ");
