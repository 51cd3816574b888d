import { randomInt } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing";
import { bundleWorker } from "@/tests/workers/bundle-worker";
import { EXPECTED_EVENTS } from "./actions";
import { runModel } from "./run-model";
import { openSystem, type System } from "./system";

// Runs more sequences, or repeats a failed run, with: PAYMENT_SEQUENCES=5000 PAYMENT_SEED=42 npm run test:proofs -- payment-model/model
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
/** Two systems, because each spends much of its time waiting for its own processes. */
const systems: System[] = [];
for (let count = 0; count < 2; count += 1) systems.push(await openSystem(await testDatabase(), worker));
afterAll(async () => {
  await Promise.all(systems.map((system) => system.close()));
  await rm(worker);
});

test("money, stock and mails add up after any sequence of events", { timeout: 3 * 3_600_000 }, async () => {
  process.stdout.write(`seeds ${seed} and ${seed + 1}\n`);
  const started = performance.now();
  const half = Math.ceil(sequences / systems.length);
  const runs = await Promise.allSettled(systems.map((system, index) => runModel(system, { sequences: half, seed: seed + index })));
  const seconds = Math.round((performance.now() - started) / 1000);
  const counts = countAll(systems);
  process.stdout.write(`${seconds} s\n${formatCounts(counts)}\n`);
  for (const run of runs) if (run.status === "rejected") throw run.reason;
  expect(systems.map(({ counts }) => counts.get("sequences"))).toEqual([half, half]);
  // Only long runs are certain to include everything.
  if (sequences >= 1000) expect(EXPECTED_EVENTS.filter((what) => !counts.get(what))).toEqual([]);
});

function countAll(systems: readonly System[]): Map<string, number> {
  const total = new Map(EXPECTED_EVENTS.map((what) => [what, 0]));
  for (const { counts } of systems) for (const [what, times] of counts) total.set(what, (total.get(what) ?? 0) + times);
  return total;
}

/** The number of times that each event occurred, as text. */
function formatCounts(counts: ReadonlyMap<string, number>): string {
  const lines = [...counts].toSorted(([a], [b]) => a.localeCompare(b));
  return lines.map(([what, times]) => `  ${what.padEnd(28)} ${times}`).join("\n");
}
