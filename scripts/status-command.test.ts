import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { emptyDatabase, testDatabase } from "@/db/testing";

const run = promisify(execFile);

/** Runs `npm run status` as npm does; returns what it printed and its exit code. */
async function status(databaseUrl: string): Promise<{ code: number; printed: string }> {
  const options = { env: { ...process.env, DATABASE_URL: databaseUrl } };
  return await run(process.execPath, ["scripts/run.mjs", "status"], options).then(
    ({ stdout }) => ({ code: 0, printed: stdout }),
    ({ code, stderr }) => ({ code, printed: stderr }),
  );
}

test("the status of a database without the newest schema names the command to run, and changes nothing", { timeout: 60_000 }, async () => {
  const { client, url } = await emptyDatabase();
  expect(await status(url)).toEqual({ code: 1, printed: expect.stringContaining("npm run migrate") });
  expect(await client`select 1 from information_schema.tables where table_schema in ('public', 'drizzle')`).toHaveLength(0);
});

test("the status ends with a sentence when a table is locked", { timeout: 120_000 }, async () => {
  const { client, url } = await testDatabase();
  const holder = await client.reserve();
  await holder.unsafe("begin; lock table orders in access exclusive mode");
  try {
    expect(await status(url)).toEqual({ code: 1, printed: expect.stringContaining("Another program has locked a table") });
  } finally {
    await holder.unsafe("rollback");
    holder.release();
  }
  expect((await status(url)).code).toBe(0);
});
