import { openDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/core/env";
import { readStatus } from "@/lib/operations/status";
import { openLocalShop } from "./local-shop";
import { useRunningSandbox } from "./running-sandbox";
import { beforeEnd, script } from "./shutdown";
import { describeStatus } from "./status-words";

// Prints the work that waits for staff, and the features that are off.
await script(async () => {
  await openLocalShop();
  await useRunningSandbox();
  await migrateDatabase(env().DATABASE_URL);
  const { client, db } = openDatabase(env().DATABASE_URL, { max: 1 });
  beforeEnd(() => client.end({ timeout: 5 }));
  console.log(describeStatus(await readStatus(db, env(), new Date())));
  return 0;
});
