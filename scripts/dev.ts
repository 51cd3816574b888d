import { once } from "node:events";
import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/core/env";
import { NEXT } from "./build";
import { startNode } from "./child";
import { fillIfEmpty } from "./fill";
import { openLocalShop } from "./local-shop";
import { step } from "./progress";
import { script } from "./shutdown";
import { startSandbox } from "./start-sandbox";

await script(async () => {
  const port = process.env.PORT ?? "3000";
  await step("Database", openLocalShop);
  const sandbox = await step("Sandbox", () => startSandbox({ log: ".data/sandbox.log", file: ".data/sandbox.json" }));
  await step("Migrations", () => migrateDatabase(env().DATABASE_URL, console.log));
  await step("Catalogue", fillIfEmpty);
  console.log(`\n  Emails: ${env().SITE_URL}/dev/mailbox · Payments: ${sandbox}\n`);
  const server = startNode([NEXT, "dev", "-H", "127.0.0.1", "-p", port]);
  await once(server, "exit");
  return server.exitCode ?? 1;
});
