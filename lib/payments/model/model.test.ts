import { afterAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing";
import { bundleWorker } from "./bundle-worker";
import { runModel } from "./run-model";
import { openWorld } from "./world";

const sequences = Number(process.env.SEQUENCES ?? 100);
const worker = await bundleWorker("worker");
const world = await openWorld(await testDatabase(), worker);
afterAll(() => world.close());

test("whatever happens, money, stock and mails add up", { timeout: 3_600_000 }, async () => {
  const started = performance.now();
  await runModel(world, {
    sequences,
    seed: process.env.SEED === undefined ? undefined : Number(process.env.SEED),
    path: process.env.RUN_PATH,
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  const lines = [...world.counts].toSorted(([a], [b]) => a.localeCompare(b)).map(([what, times]) => `  ${what.padEnd(24)} ${times}`);
  process.stdout.write(`${seconds} s\n${lines.join("\n")}\n`);
  expect(world.counts.get("sequences")).toBe(sequences);
});
