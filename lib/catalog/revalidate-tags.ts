import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";

/** Tells every running server to drop what it cached under these tags, at the commit of the caller's transaction. */
export async function revalidateTags(tx: Executor, ...changed: readonly string[]): Promise<void> {
  for (const tag of changed) await tx.execute(sql`select pg_notify('revalidate', ${tag})`);
}
