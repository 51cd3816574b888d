import { eq, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { categories } from "@/db/schema/catalog";
import { slugify } from "@/lib/core/slug";
import { revalidateTags } from "./revalidate-tags";
import { tags } from "./tags";

/** The id of the category with this name or slug, added if there is none; undefined for a name without a letter or digit. */
export async function findOrAddCategory(tx: Tx, name: string): Promise<string | undefined> {
  const slug = slugify(name);
  if (slug === "") return undefined;
  const [found] = await tx
    .select({ id: categories.id })
    .from(categories)
    .where(or(eq(sql`lower(${categories.name})`, name.toLowerCase()), eq(categories.slug, slug)))
    .orderBy(sql`lower(${categories.name}) <> ${name.toLowerCase()}`)
    .limit(1);
  if (found) return found.id;
  const [added] = await tx
    .insert(categories)
    .values({ slug, name, position: sql`(select coalesce(max(position), 0) + 1 from categories)` })
    .returning();
  await revalidateTags(tx, tags.navigation);
  return added?.id;
}
