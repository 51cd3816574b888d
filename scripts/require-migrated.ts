import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { UserError } from "@/lib/core/user-error";
import { isMigrated } from "@/lib/operations/health";

/** For commands that only look: throws a `UserError` unless the database has the newest schema. */
export async function requireMigrated(db: Db): Promise<void> {
  const [found] = await db.execute<{ exists: boolean }>(sql`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`);
  if (!found?.exists || !(await isMigrated(db))) throw new UserError("The database needs migrations: run npm run migrate, then try again.");
}
