import { randomInt } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing";
import { bundleWorker } from "@/tests/workers/bundle-worker";
import { MET } from "./actions";
import { runModel } from "./run-model";
import { openWorld, type World } from "./system";

// More, or those of a failed run again: PAYMENT_SEQUENCES=5000 PAYMENT_SEED=42 npm run test:proofs -- payment-model/model
const { PAYMENT_SEQUENCES: sequences, PAYMENT_SEED: seed } = z
  .object({
    PAYMENT_SEQUENCES: z.coerce
      .number()
      .int()
      .default(process.env.PROOFS === "1" ? 2000 : 20),
    PAYMENT_SEED: z.coerce
      .number()
      .int()
      .default(randomInt(2 ** 31)),
  })
  .parse(process.env);

const worker = await bundleWorker("tests/payment-model/worker.ts");
/** Two, because each spends much of its time waiting for the other processes of its own. */
const worlds: World[] = [];
for (let count = 0; count < 2; count += 1) worlds.push(await openWorld(await testDatabase(), worker));
afterAll(async () => {
  await Promise.all(worlds.map((world) => world.close()));
  await rm(worker);
});

test("whatever happens, money, stock and mails add up", { timeout: 3 * 3_600_000 }, async () => {
  process.stdout.write(`seeds ${seed} and ${seed + 1}\n`);
  const started = performance.now();
  const half = Math.ceil(sequences / worlds.length);
  const runs = await Promise.allSettled(worlds.map((world, index) => runModel(world, { sequences: half, seed: seed + index })));
  const seconds = Math.round((performance.now() - started) / 1000);
  const counts = countAll(worlds);
  process.stdout.write(`${seconds} s\n${printed(counts)}\n`);
  for (const run of runs) if (run.status === "rejected") throw run.reason;
  expect(worlds.map(({ counts }) => counts.get("sequences"))).toEqual([half, half]);
  // So many meet everything; the few of a short run may not.
  if (sequences >= 1000) expect(MET.filter((what) => !counts.get(what))).toEqual([]);
});

function countAll(worlds: readonly World[]): Map<string, number> {
  const total = new Map(MET.map((what) => [what, 0]));
  for (const { counts } of worlds) for (const [what, times] of counts) total.set(what, (total.get(what) ?? 0) + times);
  return total;
}

/** How often each thing happened. */
function printed(counts: ReadonlyMap<string, number>): string {
  const lines = [...counts].toSorted(([a], [b]) => a.localeCompare(b));
  return lines.map(([what, times]) => `  ${what.padEnd(28)} ${times}`).join("\n");
}
