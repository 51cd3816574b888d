import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { migrateDatabase } from "@/db/migrate";
import { variableNames } from "@/lib/core/env";
import { UserError } from "@/lib/core/user-error";
import { buildIfStale } from "./build";
import { fillIfEmpty } from "./fill";
import { step } from "./progress";
import { serve } from "./serve";
import { beforeEnd, script } from "./shutdown";
import { startSandbox } from "./start-sandbox";
import { temporaryPostgres } from "./test-databases";
import { TEST_BUILD, TEST_SHOP, TEST_SHOP_ENVIRONMENT_FILE, TEST_SHOP_PORT, TEST_SHOP_SECRETS } from "./test-shop-address";
import { warm } from "./warm";

// The shop of the browser tests: production build, demo catalogue, its own database server.
await script(async () => {
  process.env.SITE_URL = TEST_SHOP;
  Object.assign(process.env, TEST_SHOP_SECRETS);
  process.env.RATE_LIMIT_FACTOR = "10000";
  process.env.PSEUDO_LOCALE = "on";
  process.env.MEDIA_DIR = ".data/test-media";
  // For one test, which counts statements.
  const starting = temporaryPostgres(["shared_preload_libraries=pg_stat_statements"]);
  beforeEnd(async () => (await starting).stop());
  const { url } = await starting;
  process.env.DATABASE_URL = url;
  await step("Sandbox", () => startSandbox({ log: ".data/test-sandbox.log" }));
  await step("Migrations", () => migrateDatabase(url));
  await step("Catalogue", fillIfEmpty);
  await step("Build", (note) => buildIfStale(TEST_BUILD, note));
  const environment = Object.fromEntries(variableNames.map((name) => [name, process.env[name]]));
  await writeFile(TEST_SHOP_ENVIRONMENT_FILE, JSON.stringify(environment));
  beforeEnd(() => rm(TEST_SHOP_ENVIRONMENT_FILE, { force: true }));
  const server = await step("Server", () => serve(TEST_BUILD, TEST_SHOP_PORT, { log: ".data/test-server.log" }));
  await step("Pages", (note) => warm(server.address, note));
  await once(server.process, "exit");
  throw new UserError("The test shop's server stopped: see .data/test-server.log.");
});
