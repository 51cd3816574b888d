import { once } from "node:events";
import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/core/env";
import { UserError } from "@/lib/core/user-error";
import { buildIfStale } from "./build";
import { startNode } from "./child";
import { openDemoAccount } from "./demo-staff";
import { fillIfEmpty } from "./fill";
import { openLocalShop } from "./local-shop";
import { step } from "./progress";
import { serve } from "./serve";
import { script } from "./shutdown";
import { startSandbox } from "./start-sandbox";
import { warm } from "./warm";

const LOG = ".data/server.log";

await script(async () => {
  console.log("\n  Earthman\n");
  const port = Number(process.env.PORT ?? "3000");
  await step("Database", openLocalShop);
  const sandbox = await step("Sandbox", () => startSandbox({ log: ".data/sandbox.log", file: ".data/sandbox.json" }));
  await step("Migrations", () => migrateDatabase(env().DATABASE_URL, console.log));
  await step("Catalogue", fillIfEmpty);
  await step("Build", (note) => buildIfStale(".next", note));
  const account = await openDemoAccount();
  const server = await step("Server", () => serve(".next", port, { log: LOG }));
  startNode(["scripts/run.mjs", "jobs"], { log: ".data/jobs.log" });
  console.log(`
  The shop      ${env().SITE_URL}
  Emails        ${env().SITE_URL}/dev/mailbox
  Back office   ${env().SITE_URL}/admin${account ? `  (${account.email}, password ${account.password})` : ""}
  Payments      ${sandbox}  (play money: choose the outcome of each payment here)
  Server log    ${LOG}
  Press Ctrl-C to stop; orders and stock are saved for the next start.
`);
  const failed = await step("Visiting every page once, so the first visitor needn't wait", (note) => warm(server.address, note));
  if (failed.length > 0) console.log(`  These pages could not be rendered (see ${LOG}): ${failed.join(", ")}`);
  await once(server.process, "exit");
  throw new UserError(`The shop's server stopped (${server.process.signalCode ?? server.process.exitCode}): see ${LOG}, then start again.`);
});
