import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/db/migrate";
import { startPostgres } from "./postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the migrated database that every test file clones. */
    templateUrl: string;
  }
}

/** Starts a server before all tests (or uses the one at TEST_DATABASE_URL) and creates one migrated template on it. */
export default async function setup(project: TestProject) {
  const server = process.env.TEST_DATABASE_URL === undefined ? await temporaryPostgres() : borrowedPostgres(process.env.TEST_DATABASE_URL);
  const template = `earthman_test_${process.pid}`;
  const templateUrl = new URL(server.url);
  templateUrl.pathname = template;
  const client = postgres(server.url, { max: 1, onnotice: () => {} });
  await client`drop database if exists ${client(template)} with (force)`;
  await client`create database ${client(template)}`;
  await migrateDatabase(templateUrl.href);
  await allowUnpaidOrders(templateUrl.href);
  project.provide("templateUrl", templateUrl.href);

  return async () => {
    await client`drop database ${client(template)} with (force)`;
    await client.end();
    await server.stop();
  };
}

/** Most tests place all their orders for one customer. */
async function allowUnpaidOrders(url: string): Promise<void> {
  const client = postgres(url, { max: 1 });
  const value = { maximumCents: 10_000_000, maximumItems: 10_000, maximumStockPercent: 100, perCustomer: 10_000, perNetwork: 10_000 };
  await client`insert into settings (key, value) values ('unpaidOrders', ${client.json(value)})`;
  await client.end();
}

function borrowedPostgres(url: string) {
  return { url, stop: async () => {} };
}

/** Starts a server for the duration of the tests. Its data may be lost, so it never waits for the disk. */
export async function temporaryPostgres(settings: readonly string[] = []) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "earthman-test-"));
  const server = await startPostgres(folder, [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
    "jit=off",
    "autovacuum=off",
    ...settings,
  ]);
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
