import { cp, rm } from "node:fs/promises";
import postgres, { type Sql } from "postgres";
import { migrateDatabase } from "@/db/migrate";
import { stopChild } from "@/scripts/child";
import { serve } from "@/scripts/serve";
import { TEST_BUILD, TEST_SHOP_PORT, TEST_SHOP_SECRETS } from "@/scripts/test-shop-address";
import { expect } from "./fixtures";

/**
 * A shop of the test's own beside the one that all share: a database on the given server, filled by `fill`, and the
 * production build with caches that nobody has filled. `portOffset` tells such shops apart; `more` is added to its environment.
 */
export async function openOwnShop(
  serverUrl: string,
  name: string,
  portOffset: number,
  fill: (sql: Sql) => Promise<void>,
  more: Readonly<Record<string, string>> = {},
) {
  const server = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await server`create database ${server(name)}`;
  const url = new URL(serverUrl);
  url.pathname = name;
  await migrateDatabase(url.href);
  const sql = postgres(url.href, { max: 1, onnotice: () => {} });
  await fill(sql);
  await sql.end();
  const build = `.next-${name}`;
  await cp(TEST_BUILD, build, { recursive: true, verbatimSymlinks: true });
  const port = TEST_SHOP_PORT + portOffset;
  const environment = {
    DATABASE_URL: url.href,
    SITE_URL: ownShopAddress(portOffset),
    ...TEST_SHOP_SECRETS,
    MEDIA_DIR: `.data/${name}-media`,
    ...more,
  };
  const { process: child } = await serve(build, port, { log: `.data/${name}.log`, env: environment });
  await untilListening(server, name);
  return {
    address: environment.SITE_URL,
    environment,
    close: async () => {
      await stopChild(child);
      await rm(build, { recursive: true, force: true });
      await rm(environment.MEDIA_DIR, { recursive: true, force: true });
      await server.end();
    },
  };
}

export function ownShopAddress(portOffset: number): string {
  return `http://localhost:${TEST_SHOP_PORT + portOffset}`;
}

/** The server drops what its build brought along once it listens for changes; only then are its caches empty. */
async function untilListening(server: Sql, database: string): Promise<void> {
  await expect
    .poll(async () => {
      const listening = await server`select from pg_stat_activity where datname = ${database} and query ilike 'listen%'`;
      return listening.length;
    })
    .toBe(1);
}
