import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import type { Executor } from "@/db/client";
import { media } from "@/db/schema/catalog";
import { fail, ok, type Result } from "@/lib/core/result";
import { slugify } from "@/lib/core/slug";
import { renditionName, renditionNames, renditionWidths } from "./names";
import type { MediaStore } from "./store";

export const MAX_PICTURE_BYTES = 20 * 1024 * 1024;
const MAX_PIXELS = 60_000_000;
const MAX_WIDTH = 1600;
/** Accepted in addition to AVIF. Excludes SVG, which can contain script, and formats whose decoders are less hardened. */
const READABLE = new Set(["jpeg", "png", "webp", "gif"]);

export type StoredPicture = { readonly key: string; readonly width: number; readonly height: number; readonly blur: string };

/**
 * Stores a picture in the sizes and formats that pages show, once: its key is its name and a hash of its bytes. `source` is the
 * URL it was fetched from. Fails with too_large (bytes or pixels), unsupported (not JPEG, PNG, WebP, AVIF or GIF) or unreadable
 * (broken).
 */
export async function storePicture(
  db: Executor,
  store: MediaStore,
  bytes: Uint8Array,
  { name, source = null }: { name: string; source?: string | null },
): Promise<Result<StoredPicture, "too_large" | "unsupported" | "unreadable">> {
  if (bytes.byteLength > MAX_PICTURE_BYTES) return fail("too_large");
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const key = `${slugify(name).slice(0, 80).replace(/-$/, "") || "picture"}-${hash}`;

  const [known] = await db.select().from(media).where(eq(media.key, key));
  if (known && (await hasAll(store, renditionNames(known)))) {
    if (source !== null && known.source === null) await db.update(media).set({ source }).where(eq(media.key, key));
    return ok(known);
  }

  const picture = await readPicture(bytes);
  if (!picture.ok) return picture;
  const { pixels, width, height } = picture.value;
  for (const size of renditionWidths(width)) {
    const resized = sharp(pixels).resize({ width: size, withoutEnlargement: true });
    await store.write(renditionName(key, size, "avif"), await resized.clone().avif({ quality: 55, effort: 3 }).toBuffer());
    await store.write(renditionName(key, size, "webp"), await resized.clone().webp({ quality: 80 }).toBuffer());
  }
  const tiny = await sharp(pixels).resize({ width: 16 }).webp({ quality: 40 }).toBuffer();
  const row = { key, width, height, blur: `data:image/webp;base64,${tiny.toString("base64")}`, source };
  await db.insert(media).values(row).onConflictDoNothing();
  return ok(row);
}

/** The picture fetched from this URL before, if all its files are still stored. */
export async function findStoredPicture(db: Executor, store: MediaStore, source: string): Promise<StoredPicture | undefined> {
  const [known] = await db.select().from(media).where(eq(media.source, source)).limit(1);
  return known && (await hasAll(store, renditionNames(known))) ? known : undefined;
}

/** Reads the first frame, upright, at most 1600 pixels wide, without metadata about camera or location. */
async function readPicture(bytes: Uint8Array) {
  const input = sharp(bytes, { pages: 1, limitInputPixels: MAX_PIXELS, failOn: "error" });
  try {
    const { format, compression, width, height } = await input.metadata();
    if (!READABLE.has(format) && !(format === "heif" && compression === "av1")) return fail("unsupported");
    if (width * height > MAX_PIXELS) return fail("too_large");
    const { data, info } = await input
      .autoOrient()
      .resize({ width: MAX_WIDTH, withoutEnlargement: true })
      .png({ compressionLevel: 0 })
      .toBuffer({ resolveWithObject: true });
    return ok({ pixels: data, width: info.width, height: info.height });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return fail(/pixel limit/i.test(error.message) ? "too_large" : "unreadable");
  }
}

async function hasAll(store: MediaStore, names: readonly string[]): Promise<boolean> {
  const found = await Promise.all(names.map((name) => store.has(name)));
  return found.every(Boolean);
}
