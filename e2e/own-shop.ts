import { once } from "node:events";
import { cp, rm } from "node:fs/promises";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { openDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { stopChild } from "@/scripts/child";
import { serve } from "@/scripts/serve";
import { TEST_BUILD, TEST_SHOP_PORT, TEST_SHOP_SECRETS } from "@/scripts/test-shop-address";
import { expect, testShopEnvironment } from "./fixtures";

/** `name` names the database and the build; `portOffset` is added to the test shop's port; `more` is added to the environment. */
type Setting = {
  name: string;
  portOffset: number;
  fill?: (sql: Sql) => Promise<void>;
  more?: Readonly<Record<string, string>>;
  /** Another PostgreSQL than the test shop's. */
  serverUrl?: string;
};

/** Opens a separate shop beside the shared one, with an empty database and the production build with empty caches. */
export async function openOwnShop({ name, portOffset, fill, more, serverUrl = testShopEnvironment().DATABASE_URL }: Setting) {
  const server = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await server`create database ${server(name)}`;
  const url = new URL(serverUrl);
  url.pathname = name;
  await migrateDatabase(url.href);
  const { client: sql, db } = openDatabase(url.href, { max: 2 });
  await fill?.(sql);
  const build = `.next-${name}`;
  const compilerCache = path.join(TEST_BUILD, "cache");
  await cp(TEST_BUILD, build, { recursive: true, verbatimSymlinks: true, filter: (source) => source !== compilerCache });
  const address = ownShopAddress(portOffset);
  const environment = {
    DATABASE_URL: url.href,
    SITE_URL: address,
    ...TEST_SHOP_SECRETS,
    MEDIA_DIR: `.data/${name}-media`,
    RATE_LIMIT_FACTOR: "1",
    ...more,
  };
  const start = async () => {
    const started = await serve(build, TEST_SHOP_PORT + portOffset, { log: `.data/${name}.log`, env: environment });
    await untilListening(server, name);
    return started.process;
  };
  let child = await start();
  return {
    address,
    environment,
    db,
    sql,
    /** Kills the server as a power cut does, and starts it again. */
    crash: async () => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
      child = await start();
    },
    close: async () => {
      await stopChild(child);
      await sql.end();
      await server`drop database ${server(name)} with (force)`;
      await server.end();
      await rm(build, { recursive: true, force: true });
      await rm(environment.MEDIA_DIR, { recursive: true, force: true });
    },
  };
}

export function ownShopAddress(portOffset: number): string {
  return `http://localhost:${TEST_SHOP_PORT + portOffset}`;
}

/** Waits until the server listens for changes, because only then has it dropped the cache of its build. */
async function untilListening(server: Sql, database: string): Promise<void> {
  await expect
    .poll(async () => {
      const listening = await server`select from pg_stat_activity where datname = ${database} and query ilike 'listen%'`;
      return listening.length;
    })
    .toBe(1);
}
