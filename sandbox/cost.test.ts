import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCaller, startSandboxProcess } from "./testing";

const ORDERS = 1000;
const CPU_MS_PER_CALL = 10;
const RESIDENT_MIB = 150;

let folder: string;
let shop: http.Server;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "sandbox-"));
  shop = http.createServer((request, response) => {
    request.resume();
    response.end();
  });
  shop.listen(0, "127.0.0.1");
  await once(shop, "listening");
});
afterAll(async () => {
  shop.closeAllConnections();
  shop.close();
  await rm(folder, { recursive: true });
});

test("after a thousand orders a call takes little CPU time, and the process little memory", { timeout: 240_000 }, async () => {
  const address = shop.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const sandbox = await startSandboxProcess({ shopUrl: `http://127.0.0.1:${address.port}`, file: path.join(folder, "state.json") });
  try {
    const { payByCard, payByPayPal, sendEmail } = createCaller(sandbox.url);
    const order = async (count: number) => {
      await (count % 2 === 0 ? payByCard(`key-${count}`) : payByPayPal(`key-${count}`));
      await sendEmail(`key-${count}`);
    };
    let count = 0;
    const work = async () => {
      while (count < ORDERS) await order(count++);
    };
    await Promise.all(Array.from({ length: 8 }, work));

    // One by one with pauses, so that whatever the sandbox puts off is done for each call.
    let calls = 0;
    const slowly = createCaller(sandbox.url, async () => {
      calls += 1;
      await sleep(60);
    });
    const before = await sandbox.usage();
    for (let more = 0; more < 10; more++) {
      await slowly.payByCard(`slow-${more}`);
      await slowly.payByPayPal(`slow-${more}`);
      await slowly.sendEmail(`slow-${more}`);
    }
    const after = await sandbox.usage();
    const cpuMsPerCall = (after.cpuMs - before.cpuMs) / calls;
    process.stdout.write(`the sandbox: ${cpuMsPerCall.toFixed(1)} ms CPU a call, ${after.rssMiB.toFixed(0)} MiB\n`);
    expect(cpuMsPerCall).toBeLessThan(CPU_MS_PER_CALL);
    expect(after.rssMiB).toBeLessThan(RESIDENT_MIB);
  } finally {
    await sandbox.end("SIGTERM");
  }
});
