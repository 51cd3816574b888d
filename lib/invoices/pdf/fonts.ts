import path from "node:path";
import { Font } from "@react-pdf/renderer";

// The files are read at run time. Each path is written out in full, so the build includes exactly these three files.
const FRAUNCES = path.join(process.cwd(), "node_modules/@expo-google-fonts/fraunces/400Regular/Fraunces_400Regular.ttf");
const NOTO_SANS = path.join(process.cwd(), "node_modules/@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf");
const NOTO_SANS_STRONG = path.join(process.cwd(), "node_modules/@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf");

/** Noto Sans has Greek and Cyrillic letters, so it is used for customers' own text. */
const FONTS = [
  { fontFamily: "Fraunces", fontWeight: 400, src: FRAUNCES },
  { fontFamily: "Noto Sans", fontWeight: 400, src: NOTO_SANS },
  { fontFamily: "Noto Sans", fontWeight: 600, src: NOTO_SANS_STRONG },
];

for (const { fontFamily, ...font } of FONTS) Font.register({ family: fontFamily, ...font });

/** Longer words may be broken anywhere. */
const LONGEST_WORD = 16;

/** Keeps words whole, as a hyphen would falsify an address or a SKU. An empty part lets a long word break without one. */
Font.registerHyphenationCallback((word) =>
  word.length <= LONGEST_WORD ? [word] : [...word].flatMap((letter) => [letter, ""]).slice(0, -1),
);

let loaded: Promise<unknown> | undefined;

/**
 * Loads the fonts once per process. A font remembers for each glyph the text it first represented, and an "o" first used in an
 * "ö" would represent none and not be found by a search in later documents, so each glyph is looked up on its own first.
 */
export async function loadFonts(): Promise<void> {
  loaded ??= Promise.all(FONTS.map(loadFont));
  await loaded;
}

async function loadFont(font: (typeof FONTS)[number]): Promise<void> {
  await Font.load(font);
  const data = Font.getFont(font)?.data;
  if (!data) throw new Error(`no font ${font.src}`);
  const [plain, compatible] = [new Set<number>(), new Set<number>()];
  for (const codePoint of data.characterSet) {
    const letter = String.fromCodePoint(codePoint);
    (letter.normalize("NFKC") === letter ? plain : compatible).add(codePoint);
  }
  for (const codePoint of [...plain, ...compatible]) data.glyphForCodePoint(codePoint);
}
