import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";

/** Makes every running server drop its cache entries with these tags when the caller's transaction commits. */
export async function revalidateTags(tx: Executor, ...changed: readonly string[]): Promise<void> {
  for (const tag of changed) await tx.execute(sql`select pg_notify('revalidate', ${tag})`);
}
