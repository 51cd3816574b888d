import { eq } from "drizzle-orm";
import sharp from "sharp";
import type { Executor } from "@/db/client";
import { media } from "@/db/schema/catalog";
import { log } from "@/lib/core/log";
import { OPEN_GRAPH_SIZE, openGraphName, renditionName } from "./names";
import type { MediaStore } from "./store";

const LINEN = "#EAE2D3";

/** The picture on linen, 1200 × 630, for link previews, created on the first request and stored. Undefined for an unknown key. */
export async function openGraphPicture(db: Executor, store: MediaStore, key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const name = openGraphName(key);
  const stored = await store.read(name);
  if (stored) return stored;
  const [picture] = await db.select({ width: media.width }).from(media).where(eq(media.key, key));
  const original = picture && (await store.read(renditionName(key, picture.width, "webp")));
  if (!original) return undefined;
  const made = await sharp(original)
    .resize({ ...OPEN_GRAPH_SIZE, fit: "contain", background: LINEN })
    .flatten({ background: LINEN })
    .jpeg({ quality: 84, mozjpeg: true })
    .toBuffer();
  const bytes = new Uint8Array(made);
  try {
    await store.write(name, bytes);
  } catch (error) {
    log.warn({ err: error }, "a link preview's picture could not be stored");
  }
  return bytes;
}
