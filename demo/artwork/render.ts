/**
 * Renders the pictures of the demo catalogue: npx tsx demo/artwork/render.ts [product slug or landscape …]
 *
 * A picture's key ends in a hash of its drawing, so an unchanged picture is not encoded again. Without arguments everything
 * is drawn, and unused renditions are removed.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { colourOf } from "../catalog/palette";
import { shades } from "./drawing/colour";
import type { FabricName } from "./drawing/fabrics";
import type { Pixels } from "./drawing/sheet";
import { drawLandscape, type SceneName, sceneNames } from "./landscapes";
import { type Drawing, drawGarment, drawGround, type GarmentPicture } from "./picture";
import { type Outfit, wardrobe } from "./wardrobe";

type Rendition = { key: string; width: number; height: number; blur: string };

const folder = new URL("../pictures/", import.meta.url);
const manifestFile = new URL("manifest.json", folder);
const fileOf = (name: string) => fileURLToPath(new URL(name, folder));

const PRODUCT = { widths: [960, 480], ratio: 1.25, avif: [43, 47], webp: [58, 66] } as const;
/** Stitches take three times as many bytes as plain fabric, and hide the effects of a lower quality. */
const KNITTED = { ...PRODUCT, avif: [36, 42], webp: [40, 52] } as const;
const LANDSCAPE = { widths: [1600, 800], ratio: 0.625, avif: [46, 48], webp: [68, 70] } as const;
type Format = typeof PRODUCT | typeof KNITTED | typeof LANDSCAPE;

const knitted: ReadonlySet<FabricName> = new Set(["knit", "fineknit", "ribknit", "moss", "waffle", "boiled", "herringbone"]);

/** Drawn larger than shown and then reduced, so fine lines stay even. */
const DRAWN_WIDTH = { whole: 1200, detail: 1080 } as const;

sharp.concurrency(1);
sharp.cache(false);

async function toPng(pixels: Pixels): Promise<string> {
  const image = sharp(pixels.rgba, { raw: { width: pixels.width, height: pixels.height, channels: 4 } });
  return `data:image/png;base64,${(await image.png({ compressionLevel: 1 }).toBuffer()).toString("base64")}`;
}

async function withPixels(drawing: Drawing): Promise<Buffer> {
  const images = new Map<string, string>();
  for (const pixels of drawing.pixels) images.set(pixels.placeholder, await toPng(pixels));
  return Buffer.from(drawing.svg.replace(/@@\d+@@/g, (placeholder) => images.get(placeholder) ?? ""));
}

const grounds = new Map<string, Promise<Buffer>>();

/** Filters leave a line at the edge of the canvas: an extra margin is drawn and cut off. */
async function renderGround(width: number, zoom: number): Promise<Buffer> {
  const drawn = await sharp(Buffer.from(drawGround(Math.round(width * 1.05), zoom)), { unlimited: true })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const [left, top] = [Math.round(width * 0.025), Math.round(width * 0.03)];
  return sharp(drawn)
    .extract({ left, top, width, height: Math.round(width * 1.25) })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

function ground(view: GarmentPicture["view"]): Promise<Buffer> {
  const width = DRAWN_WIDTH[view];
  const known = grounds.get(view) ?? renderGround(width, view === "whole" ? 1 : 2.4);
  grounds.set(view, known);
  return known;
}

function hashOf(parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex").slice(0, 6);
}

const isThere = (key: string, format: Format) =>
  format.widths.every((w) => ["avif", "webp"].every((kind) => existsSync(fileOf(`${key}-${w}.${kind}`))));

async function encode(key: string, picture: Buffer, format: Format): Promise<Rendition> {
  const width = format.widths[0];
  for (const [i, w] of format.widths.entries()) {
    const { data, info } = await sharp(picture)
      .resize(w, Math.round(w * format.ratio))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const sized = () => sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
    await sized()
      .avif({ quality: format.avif[i], effort: 2 })
      .toFile(fileOf(`${key}-${w}.avif`));
    await sized()
      .webp({ quality: format.webp[i], effort: 4, smartSubsample: true })
      .toFile(fileOf(`${key}-${w}.webp`));
  }
  return { key, width, height: Math.round(width * format.ratio), blur: await blurOf(picture, format) };
}

async function blurOf(picture: Buffer, format: Format): Promise<string> {
  const tiny = await sharp(picture)
    .resize(16, Math.round(16 * format.ratio))
    .removeAlpha()
    .webp({ quality: 30, effort: 6 })
    .toBuffer();
  return `data:image/webp;base64,${tiny.toString("base64")}`;
}

function pictureOf(outfit: Outfit, colour: Outfit["colours"][number], view: GarmentPicture["view"], at: number): GarmentPicture {
  const { hex } = colourOf(colour);
  const light = shades(hex).lightness > 0.62;
  const pattern = outfit.pattern ? { ...outfit.pattern, colour: light ? outfit.pattern.colour : outfit.pattern.onDark } : null;
  // each colour is laid down separately: no two pictures have the same folds
  return { cut: outfit.cut, fabric: outfit.fabric, colour: hex, seed: outfit.seed + at * 101, view, look: outfit.look ?? {}, pattern };
}

async function renderGarment(name: string, picture: GarmentPicture, before: Rendition | undefined): Promise<Rendition> {
  const drawing = drawGarment(picture, DRAWN_WIDTH[picture.view]);
  const format = knitted.has(picture.fabric) ? KNITTED : PRODUCT;
  const key = `${name}-${hashOf([drawing.svg, JSON.stringify(format), ...drawing.pixels.map((p) => p.rgba)])}`;
  if (before?.key === key && isThere(key, format)) return before;
  const garment = await sharp(await withPixels(drawing), { unlimited: true })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const whole = await sharp(await ground(picture.view))
    .composite([{ input: garment }])
    .png({ compressionLevel: 1 })
    .toBuffer();
  return encode(key, whole, format);
}

/** Every picture of a garment: first each product in its first colour, then the other colours. */
function garments(isAsked: (slug: string) => boolean): { name: string; picture: GarmentPicture }[] {
  const outfits = Object.entries(wardrobe).filter(([slug]) => isAsked(slug));
  const all = outfits.flatMap(([slug, outfit]) =>
    outfit.colours.flatMap((colour, at) =>
      (["whole", "detail"] as const).map((view, i) => ({
        at,
        name: `${outfit.plain ? slug : `${slug}-${colour}`}-${i + 1}`,
        picture: pictureOf(outfit, colour, view, at),
      })),
    ),
  );
  return all.sort((a, b) => a.at - b.at);
}

async function renderLandscape(name: SceneName, before: Rendition | undefined): Promise<Rendition> {
  const svg = drawLandscape(name, 2000);
  const key = `${name}-${hashOf([svg, JSON.stringify(LANDSCAPE)])}`;
  if (before?.key === key && isThere(key, LANDSCAPE)) return before;
  return encode(key, await sharp(Buffer.from(svg), { unlimited: true }).png({ compressionLevel: 1 }).toBuffer(), LANDSCAPE);
}

async function readManifest(): Promise<Record<string, Rendition>> {
  if (!existsSync(manifestFile)) return {};
  return JSON.parse(await readFile(manifestFile, "utf8"));
}

async function writeManifest(manifest: Record<string, Rendition>) {
  const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(manifestFile, `${JSON.stringify(sorted, null, 1)}\n`);
}

async function prune(manifest: Record<string, Rendition>) {
  const wanted = new Set(Object.values(manifest).map((p) => p.key));
  for (const file of await readdir(folder)) {
    const key = file.match(/^(.+)-\d+\.(avif|webp)$/)?.[1];
    if (key && !wanted.has(key)) await rm(fileOf(file));
  }
}

async function main(asked: readonly string[]) {
  await mkdir(folder, { recursive: true });
  const before = await readManifest();
  const manifest = asked.length ? { ...before } : {};
  const isAsked = (name: string) => asked.length === 0 || asked.includes(name);
  const tell = (name: string) => process.stdout.write(`${name}\n`);

  for (const name of sceneNames.filter(isAsked)) {
    manifest[name] = await renderLandscape(name, before[name]);
    tell(manifest[name].key);
  }
  for (const { name, picture } of garments(isAsked)) {
    manifest[name] = await renderGarment(name, picture, before[name]);
    await writeManifest({ ...before, ...manifest });
    tell(manifest[name].key);
  }
  await writeManifest(manifest);
  await prune(manifest);
}

await main(process.argv.slice(2));
