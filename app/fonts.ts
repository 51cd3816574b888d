import localFont from "next/font/local";

// Two files for each family: letters beyond Western Europe (č, ž, ł …) are fetched by pages that need them only.
// Optional: a font that comes too late for the first paint waits for the next page, and nothing moves.
// The extended family stands first in the stack, because the latin one brings its size-adjusted fallback along.
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

/** The class for `<html>`: sets the variables that the theme's font stacks are made of. */
export const fontVariables = [fraunces, frauncesExtended, instrumentSans, instrumentSansExtended].map((font) => font.variable).join(" ");
