import { sql } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import { readClock } from "@/db/clock";
import { env } from "@/lib/core/env";
import { readStatus } from "@/lib/operations/status";
import { openLocalShop } from "./local-shop";
import { requireMigrated } from "./require-migrated";
import { useRunningSandbox } from "./running-sandbox";
import { beforeEnd, script } from "./shutdown";
import { describeStatus } from "./status-words";

/** A report is no reason to wait for a migration. */
const LOCK_TIMEOUT_MS = 5000;

// Prints the work that waits for staff, and the features that are off.
await script(async () => {
  await openLocalShop();
  await useRunningSandbox();
  const { client, db } = openDatabase(env().DATABASE_URL, { max: 1 });
  beforeEnd(() => client.end({ timeout: 5 }));
  await db.execute(sql`select set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, false)`);
  await requireMigrated(db);
  console.log(describeStatus(await readStatus(db, env(), await readClock(db))));
  return 0;
});
