import path from "node:path";
import { sql } from "drizzle-orm";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { openDatabase } from "./client";
import { hasSqlState } from "./transaction";

/** A statement that waits for a lock makes all later ones on its table wait too, so none may wait long in a running shop. */
const LOCK_TIMEOUT_MS = 5000;
const MAX_TRIES = 12;
/** A lock that wasn't free in time, and a deadlock with a running shop. */
const LOCKED = ["55P03", "40P01"];

/**
 * Migrates a database to the newest schema, whole or not at all. Safe to repeat, and to run from two processes at once: the
 * second waits. Waits for locks a minute in all, with a sentence to `onWait` every five seconds, then throws.
 */
export async function migrateDatabase(url: string, onWait: (sentence: string) => void = () => {}): Promise<void> {
  // One connection, whose settings and locks all statements share.
  const { client, db } = openDatabase(url, { max: 1 });
  try {
    await db.execute(sql`select set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, false)`);
    for (let run = 1; ; run += 1) {
      try {
        await db.execute(sql`select pg_advisory_lock(hashtext('migrate'))`);
        return await migrate(db, { migrationsFolder: path.join(process.cwd(), "drizzle") });
      } catch (error) {
        if (run === MAX_TRIES || !hasSqlState(error, LOCKED)) throw error;
        onWait(`The migrations wait for another program that uses the same tables (${run} of ${MAX_TRIES}) …`);
      }
    }
  } finally {
    await client.end();
  }
}
