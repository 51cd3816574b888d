import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSandbox } from "./start-sandbox";
import { createCaller, startSandboxProcess } from "./testing";

const NOBODY = "http://127.0.0.1:1";
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "sandbox-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("after SIGKILL it restores everything it had answered, leaves nothing half done, and delivers waiting webhooks", {
  timeout: 120_000,
}, async () => {
  const file = path.join(folder, "state.json");
  const killed = await startSandboxProcess({ shopUrl: NOBODY, file });
  const before = createCaller(killed.url);
  const answered = { intents: new Map<string, string>(), orders: new Set<string>(), emails: new Map<string, string>() };
  let count = 0;
  const work = async () => {
    for (;;) {
      const key = `key-${count++}`;
      answered.intents.set(key, await before.payByCard(key));
      answered.orders.add(await before.payByPayPal(key));
      answered.emails.set(key, await before.sendEmail(key));
      if (answered.emails.size === 40) void killed.end("SIGKILL");
    }
  };
  await Promise.allSettled([work(), work(), work(), work()]);
  await killed.end("SIGKILL");
  expect(answered.emails.size).toBeGreaterThanOrEqual(40);

  const shop = http.createServer((_, response) => response.end());
  shop.listen(0, "127.0.0.1");
  await once(shop, "listening");
  const address = shop.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const sandbox = await startSandbox({ port: 0, shopUrl: `http://127.0.0.1:${address.port}`, file });
  try {
    const { stripe, paypal, resend, webhooks } = sandbox;
    const paid = stripe.paymentIntents.filter(({ status }) => status === "succeeded");
    expect(paid.map(({ id }) => id)).toEqual(expect.arrayContaining([...answered.intents.values()]));
    expect(stripe.charges.map(({ id }) => id).toSorted()).toEqual(paid.map(({ latestCharge }) => latestCharge).toSorted());
    const captured = paypal.orders().filter(({ capture }) => capture);
    expect(captured.map(({ id }) => id)).toEqual(expect.arrayContaining([...answered.orders]));
    expect(resend.sent.map(({ id }) => id)).toEqual(expect.arrayContaining([...answered.emails.values()]));
    const sent = (type: string) => webhooks.list().filter((event) => event.type === type);
    expect(sent("payment_intent.succeeded")).toHaveLength(paid.length);
    expect(sent("PAYMENT.CAPTURE.COMPLETED")).toHaveLength(captured.length);

    await sandbox.settled();
    const states = webhooks.list().map(({ state }) => state);
    expect(states).toContain("delivered");
    expect(states).not.toContain("waiting");

    const after = createCaller(sandbox.url);
    const [[key, email] = ["", ""]] = answered.emails;
    expect(await after.sendEmail(key)).toBe(email);
    expect(await after.payByCard(key).catch(String)).toContain("status of succeeded");
    expect(stripe.paymentIntents.filter(({ status }) => status === "succeeded")).toHaveLength(paid.length);
  } finally {
    await sandbox.close();
    shop.close();
  }
});
