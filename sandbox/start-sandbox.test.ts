import { once } from "node:events";
import http from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { startSandbox } from "./start-sandbox";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A shop that records what it receives and answers with the next status, or 200 when none is left. */
async function startShop(statuses: number[] = []) {
  const received: string[] = [];
  const server = http.createServer(async (request, response) => {
    received.push(await text(request));
    response.writeHead(statuses.shift() ?? 200).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, received };
}

async function start(statuses?: number[]) {
  const shop = await startShop(statuses);
  const timing = { retryDelaysMs: [1, 1], delayMs: 30, reverseWindowMs: 5000 };
  const sandbox = await startSandbox({ port: 0, shopUrl: shop.url, timing });
  ends.push(sandbox.close);
  const send = (id: string) => sandbox.webhooks.send({ id, provider: "stripe", type: "test", body: id });
  return { shop, sandbox, send };
}

test("rejects a shop that is not on a loopback address", async () => {
  await expect(startSandbox({ port: 0, shopUrl: "https://shop.example" })).rejects.toThrow("loopback");
});

test("its controls refuse the pages of other sites", async () => {
  const { sandbox } = await start();
  const send = async (origin: string) =>
    (await fetch(`${sandbox.url}/_sandbox/faults`, { method: "POST", headers: { origin }, body: "[]" })).status;
  expect(await send("https://evil.example")).toBe(403);
  expect(await send(sandbox.url)).not.toBe(403);
});

describe("webhooks", () => {
  test("are retried until the shop answers 2xx", async () => {
    const { sandbox, send, shop } = await start([500, 503]);
    send("one");
    await sandbox.settled();
    expect(shop.received).toEqual(["one", "one", "one"]);
    expect(sandbox.webhooks.list()).toMatchObject([{ state: "delivered", answers: [500, 503, 200] }]);
  });

  test("are given up after the last retry, and can be delivered later", async () => {
    const { sandbox, send, shop } = await start([500, 500, 302]);
    send("one");
    await sandbox.settled();
    expect(sandbox.webhooks.list()).toMatchObject([{ id: "one", state: "failed", answers: [500, 500, 302] }]);
    sandbox.webhooks.release(["one"]);
    await sandbox.settled();
    expect(shop.received).toHaveLength(4);
    expect(sandbox.webhooks.list()).toMatchObject([{ id: "one", state: "delivered" }]);
  });

  test("are held until released, dropped, duplicated, reversed and delayed", async () => {
    const { sandbox, send, shop } = await start();
    const arrived = async (mode: typeof sandbox.webhooks.mode) => {
      shop.received.length = 0;
      sandbox.webhooks.mode = mode;
      send("one");
      send("two");
      await sandbox.settled();
      return [...shop.received];
    };
    expect(await arrived("hold")).toEqual([]);
    sandbox.webhooks.release();
    await sandbox.settled();
    expect(shop.received).toEqual(["one", "two"]);
    expect(await arrived("drop")).toEqual([]);
    expect((await arrived("duplicate")).toSorted()).toEqual(["one", "one", "two", "two"]);
    expect(await arrived("reverse")).toEqual(["two", "one"]);
    expect((await arrived("delay")).toSorted()).toEqual(["one", "two"]);
  });
});

test("the controls work over HTTP", async () => {
  const { sandbox } = await start();
  const post = (path: string, body: unknown) => fetch(`${sandbox.url}/_sandbox/${path}`, { method: "POST", body: JSON.stringify(body) });
  expect((await post("faults", { provider: "stripe", kind: "reset", times: 2 })).status).toBe(200);
  expect((await post("faults", { provider: "stripe", kind: "fire" })).status).toBe(400);
  expect((await post("webhooks", { mode: "hold" })).status).toBe(200);
  const state = await fetch(`${sandbox.url}/_sandbox/state`).then((response) => response.json());
  expect(state).toMatchObject({ webhooks: { mode: "hold", events: [] }, faults: [{ provider: "stripe", kind: "reset", times: 2 }] });
  await post("reset", {});
  expect(sandbox.faults.list()).toEqual([]);
  expect(sandbox.webhooks.mode).toBe("deliver");
});

test("pages on other origins may read only answers to the browser", async () => {
  const { sandbox } = await start();
  const allowedOrigin = async (path: string, method: string) => {
    const response = await fetch(`${sandbox.url}${path}`, { method });
    await response.body?.cancel();
    return response.headers.get("access-control-allow-origin");
  };
  for (const method of ["OPTIONS", "POST"]) {
    expect(await allowedOrigin("/v1/payment_intents/pi_1/confirm", method)).toBe("*");
    expect(await allowedOrigin("/v1/refunds", method)).toBeNull();
    expect(await allowedOrigin("/_sandbox/reset", method)).toBeNull();
  }
});
