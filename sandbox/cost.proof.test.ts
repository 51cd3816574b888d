import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSandbox } from "./start-sandbox";
import { createCaller, startSandboxProcess } from "./testing";

const CPU_MS_PER_CALL = 10;
const RESIDENT_MIB = 150;

let folder: string;
let shop: http.Server;
let shopUrl: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "sandbox-"));
  shop = http.createServer((request, response) => {
    request.resume();
    response.end();
  });
  shop.listen(0, "127.0.0.1");
  await once(shop, "listening");
  const address = shop.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  shopUrl = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  shop.closeAllConnections();
  shop.close();
  await rm(folder, { recursive: true });
});

const IDS = /\b(?:(?:pi|ch|pm|evt|secret)_[A-Za-z0-9]{24}|WH-[0-9A-F]{18}|[0-9A-Z]{17}|[0-9a-f-]{36}|sample)(?![A-Za-z0-9])/g;

/** Writes a file with `count` orders by card and as many by PayPal, each with an email: copies of two real ones. */
async function writeOrders(file: string, count: number): Promise<void> {
  const sample = await startSandbox({ port: 0, shopUrl, file });
  const { payByCard, payByPayPal, sendEmail } = createCaller(sample.url);
  await payByCard("sample");
  await payByPayPal("sample");
  await sendEmail("sample");
  await sample.settled();
  await sample.close();
  const lines = await readFile(file, "utf8");
  const copies = Array.from({ length: count }, (_, n) => lines.replace(IDS, (id) => `${id.slice(0, -5)}${String(n).padStart(5, "0")}`));
  await writeFile(file, copies.join(""));
}

/** Makes orders one call at a time with pauses, so the measured time includes any work the sandbox defers. Returns the CPU time of a call. */
async function measureCalls({ url, usage }: Awaited<ReturnType<typeof startSandboxProcess>>, name: string): Promise<number> {
  let calls = 0;
  const { payByCard, payByPayPal, sendEmail } = createCaller(url, async () => {
    calls += 1;
    await sleep(60);
  });
  const before = await usage();
  for (let count = 0; count < 10; count++) {
    await payByCard(`${name}-card-${count}`);
    await payByPayPal(`${name}-paypal-${count}`);
    await sendEmail(`${name}-email-${count}`);
  }
  return ((await usage()).cpuMs - before.cpuMs) / calls;
}

test("uses little CPU time for a call and little memory, with thousands of orders", { timeout: 240_000 }, async () => {
  const file = path.join(folder, "full.json");
  await writeOrders(file, 3000);
  const full = await startSandboxProcess({ shopUrl, file });
  const empty = await startSandboxProcess({ shopUrl, file: path.join(folder, "empty.json") });
  try {
    const state = await fetch(`${full.url}/_sandbox/state`).then((response) => response.json());
    expect([state.stripe.paymentIntents, state.paypal.orders].map(({ length }) => length)).toEqual([3000, 3000]);
    const measureBoth = (name: string) => Promise.all([measureCalls(full, name), measureCalls(empty, name)]);
    await measureBoth("warm-up");
    const [cpuMs, emptyCpuMs] = await measureBoth("measured");
    const { rssMiB } = await full.usage();
    const figures = `${cpuMs.toFixed(1)} ms CPU a call (${emptyCpuMs.toFixed(1)} with no orders), ${rssMiB.toFixed(0)} MiB`;
    process.stdout.write(`the sandbox with 6,000 orders: ${figures}\n`);
    // On a machine so busy that even an empty sandbox is slow, only the comparison is meaningful.
    expect(cpuMs).toBeLessThan(Math.max(CPU_MS_PER_CALL, 4 * emptyCpuMs));
    expect(rssMiB).toBeLessThan(RESIDENT_MIB);
  } finally {
    await full.end("SIGTERM");
    await empty.end("SIGTERM");
  }
});
