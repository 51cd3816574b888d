import { expect, test } from "vitest";
import { migrateDatabase } from "./migrate";
import { testDatabase } from "./testing";

const { client, url } = await testDatabase();

test.each([
  ["a table", "lock table drizzle.__drizzle_migrations in access exclusive mode"],
  ["the migrations of another process", "select pg_advisory_xact_lock(hashtext('migrate'))"],
])("a migration that waits for %s says so, lets go of its own locks, and goes on once it is free", async (_, lock) => {
  const holder = await client.reserve();
  await holder.unsafe(`begin; ${lock}`);
  const said: string[] = [];
  const migration = migrateDatabase(url, (sentence) => said.push(sentence));
  try {
    await expect.poll(() => said, { timeout: 20_000 }).toHaveLength(1);
  } finally {
    await holder.unsafe("rollback");
    holder.release();
  }
  await migration;
  expect(said[0]).toContain("another program");
});
