import path from "node:path";
import { Font } from "@react-pdf/renderer";

// Read from these paths at run time; each is written out in full, so that the build includes exactly these three files.
const FRAUNCES = path.join(process.cwd(), "node_modules/@expo-google-fonts/fraunces/400Regular/Fraunces_400Regular.ttf");
const NOTO_SANS = path.join(process.cwd(), "node_modules/@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf");
const NOTO_SANS_STRONG = path.join(process.cwd(), "node_modules/@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf");

/** Noto Sans has Greek and Cyrillic letters, so customers' own text is set in it. */
const FONTS = [
  { fontFamily: "Fraunces", fontWeight: 400, src: FRAUNCES },
  { fontFamily: "Noto Sans", fontWeight: 400, src: NOTO_SANS },
  { fontFamily: "Noto Sans", fontWeight: 600, src: NOTO_SANS_STRONG },
];

for (const { fontFamily, ...font } of FONTS) Font.register({ family: fontFamily, ...font });

/** A longer word may be broken anywhere. */
const LONGEST_WORD = 16;

/** Words stay whole and gain no hyphen, which would falsify an address or a SKU. An empty part lets a long word break. */
Font.registerHyphenationCallback((word) =>
  word.length <= LONGEST_WORD ? [word] : [...word].flatMap((letter) => [letter, ""]).slice(0, -1),
);

let loaded: Promise<unknown> | undefined;

/**
 * Loads the fonts once for the process. A font remembers for each glyph the text it first stood for: an "o" that came as part of
 * an "ö" would stand for nothing, and no later document could be searched for it, so each glyph is looked up by itself first.
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
