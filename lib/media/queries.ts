import { inArray } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { media } from "@/db/schema/catalog";

export type StoredPicture = { key: string; width: number; height: number; blur: string };

/** The stored pictures among these keys, by key. */
export async function findPictures(db: Executor, keys: readonly (string | null)[]): Promise<Map<string, StoredPicture>> {
  const known = keys.filter((key) => key !== null);
  if (known.length === 0) return new Map();
  const rows = await db
    .select({ key: media.key, width: media.width, height: media.height, blur: media.blur })
    .from(media)
    .where(inArray(media.key, known));
  return new Map(rows.map((picture) => [picture.key, picture]));
}
