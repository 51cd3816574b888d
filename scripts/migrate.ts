import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/core/env";
import { openLocalShop } from "./local-shop";
import { step } from "./progress";
import { script } from "./shutdown";

await script(async () => {
  await openLocalShop();
  await step("Migrations", () => migrateDatabase(env().DATABASE_URL, console.log));
  return 0;
});
