import { afterAll, beforeEach, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { startSandbox } from "@/sandbox/start-sandbox";
import { upstashEnvironment } from "@/sandbox/upstash/create-upstash";
import { consume, limits } from "./rate-limits";

const sandbox = await startSandbox({ port: 0, shopUrl: "http://localhost:3000" });
afterAll(() => sandbox.close());
const upstash = upstashEnvironment(sandbox.url);
// The shop reads it on first use.
Object.assign(process.env, upstash);
// The sandbox loads its Redis on the first command, which may take longer than the limits' timeout.
const headers = { authorization: `Bearer ${upstash.UPSTASH_REDIS_REST_TOKEN}` };
await fetch(upstash.UPSTASH_REDIS_REST_URL, { method: "POST", body: '["PING"]', headers });

/** Returns limits without any counts, as in a process that has just started; Redis keeps its own counts. */
const newProcess = () => openDatabase("postgres://nobody@127.0.0.1:1/none").db;

beforeEach(() => sandbox.reset());

const allowed = async (db: ReturnType<typeof newProcess>, key: string, tries: number) => {
  let count = 0;
  for (let use = 0; use < tries; use++) if ((await consume(db, "placeOrder", key)).ok) count += 1;
  return count;
};

test("allows the number of uses in the table, then says how long to wait", async () => {
  const db = newProcess();
  expect(await allowed(db, "192.0.2.1", limits.placeOrder.max + 5)).toBe(limits.placeOrder.max);
  const refused = await consume(db, "placeOrder", "192.0.2.1");
  expect(refused).toEqual({ ok: false, error: "rate_limited", retryAfterSeconds: expect.any(Number) });
  expect(!refused.ok && refused.retryAfterSeconds).toBeGreaterThan(0);
  expect(!refused.ok && refused.retryAfterSeconds).toBeLessThanOrEqual(3600);
  expect((await consume(db, "placeOrder", "192.0.2.2")).ok).toBe(true);
  expect((await consume(db, "couponTry", "192.0.2.1")).ok).toBe(true);
});

test("counts across several processes at once without losing a use", async () => {
  const processes = [newProcess(), newProcess()];
  const counts = await Promise.all(processes.map((db) => allowed(db, "192.0.2.3", limits.placeOrder.max)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(limits.placeOrder.max);
});

test.each(["error", "reset", "timeout"] as const)(
  "counts locally while Redis fails with %s, and in Redis again afterwards",
  async (kind) => {
    const db = newProcess();
    expect(await allowed(db, "192.0.2.4", 2)).toBe(2);
    sandbox.faults.add({ provider: "upstash", kind, times: 2 });
    expect(await allowed(db, "192.0.2.4", 2)).toBe(2);
    expect(sandbox.calls().filter(({ outcome }) => outcome === (kind === "error" ? 500 : kind))).toHaveLength(2);
    sandbox.faults.clear();
    expect(await allowed(newProcess(), "192.0.2.4", limits.placeOrder.max)).toBe(limits.placeOrder.max - 2);
  },
);

test("a flood is stopped while Redis can't be reached", async () => {
  sandbox.faults.add({ provider: "upstash", kind: "reset", times: 1000 });
  expect(await allowed(newProcess(), "192.0.2.5", limits.placeOrder.max + 5)).toBe(limits.placeOrder.max);
});
