import path from "node:path";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { openDatabase } from "./client";

/** Migrates a database to the newest schema. Safe to repeat, and to run from two processes at once: the second waits. */
export async function migrateDatabase(url: string): Promise<void> {
  const { client, db } = openDatabase(url, { max: 1 });
  try {
    await client`select pg_advisory_lock(hashtext('migrate'))`;
    await migrate(db, { migrationsFolder: path.join(process.cwd(), "drizzle") });
  } finally {
    await client.end();
  }
}
