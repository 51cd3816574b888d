import { randomInt } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing";
import { EXPECTED_EVENTS } from "./actions";
import { runModel, SequenceFailed } from "./run-model";
import { openSystem, type System } from "./system";

const shard = z.string().regex(/^[1-9]\d*\/[1-9]\d*$/);

/**
 * A run is set by its seed and the number of its sequences. `PAYMENT_SHARD=2/4` runs the second quarter of them, and
 * `PAYMENT_PATH` goes on from a sequence by its number, or repeats one that failed by its path.
 */
const given = z
  .object({
    PAYMENT_SEED: z.coerce.number().int().optional(),
    PAYMENT_SEQUENCES: z.coerce.number().int().min(1).optional(),
    PAYMENT_SHARD: shard.default("1/1"),
    PAYMENT_MINUTES: z.coerce.number().positive().optional(),
    PAYMENT_PATH: z
      .string()
      .regex(/^\d+(:\d+)*$/)
      .optional(),
  })
  .parse(process.env);

const isProof = process.env.PROOFS === "1";
// The ordinary tests run the same sequences each time; new faults are for the long run to find.
const seed = given.PAYMENT_SEED ?? (isProof ? randomInt(2 ** 31) : 20_261_124);
const sequences = given.PAYMENT_SEQUENCES ?? (isProof ? 2000 : 20);
const [part = 1, parts = 1] = given.PAYMENT_SHARD.split("/").map(Number);
const first = Math.floor(((part - 1) * sequences) / parts);
const last = Math.floor((part * sequences) / parts);
const path = given.PAYMENT_PATH ?? String(first);
const isRepeated = path.includes(":");

const system = await openSystem(await testDatabase());
afterAll(async () => await system.close());

test("money, stock and mails add up after any sequence of events", { timeout: 12 * 3_600_000 }, async () => {
  const started = performance.now();
  let done = Number(path.split(":")[0]);
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const command = (where: string) => `PAYMENT_SEED=${seed} PAYMENT_PATH=${where} npm run test:proofs -- payment-model/model`;
  let said = started;
  const onSequence = () => {
    done += 1;
    if (performance.now() - said < 30_000) return;
    said = performance.now();
    say(`at sequence ${done} after ${Math.round((said - started) / 1000)} s`);
  };
  say(`sequences ${done} to ${last} of seed ${seed}`);
  try {
    await runModel(system, {
      sequences: Math.max(1, last - done),
      seed,
      path,
      endOnFailure: isRepeated,
      onSequence,
    });
  } catch (error) {
    if (error instanceof SequenceFailed) say(`This repeats the sequence that failed:\n${command(error.path)}`);
    throw error;
  } finally {
    say(formatCounts(system, (performance.now() - started) / 1000));
  }
  // Only long runs are certain to include everything.
  if ((system.counts.get("sequences") ?? 0) >= 1000) expect(EXPECTED_EVENTS.filter((what) => !system.counts.get(what))).toEqual([]);
});

/** The number of times that each event occurred, as text. */
function formatCounts({ counts }: System, seconds: number): string {
  const total = new Map([...EXPECTED_EVENTS.map((what) => [what, 0] as const), ...counts]);
  const lines = [...total].toSorted(([a], [b]) => a.localeCompare(b)).map(([what, times]) => `  ${what.padEnd(32)} ${times}`);
  const times = Math.max(1, counts.get("sequences") ?? 0);
  const { user, system: kernel } = process.cpuUsage();
  const each = `${(seconds / times).toFixed(2)} s for each sequence, ${((user + kernel) / 1_000_000 / times).toFixed(2)} s of this process`;
  return [`${Math.round(seconds)} s, ${each}`, ...lines].join("\n");
}
