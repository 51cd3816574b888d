import { once } from "node:events";
import net from "node:net";
import { CHECK_MS, HEADERS_MS, REQUEST_MS } from "@/app/_server/slow-clients";
import { TEST_SHOP_PORT } from "@/scripts/test-shop-address";
import { expect, test } from "./fixtures";
import { visit, visitDuring } from "./second-visitor";

const HOST = "Host: localhost\r\n";
const form = `${HOST}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n`;

/** How a client begins, what it goes on with each second, and how long it may take. */
const CLIENTS = [
  { name: "says nothing", start: "", drip: "", longestMs: HEADERS_MS },
  { name: "sends headers slowly", start: `GET / HTTP/1.1\r\n${HOST}X-Note: `, drip: "a", longestMs: HEADERS_MS },
  { name: "sends a form slowly", start: `POST /track HTTP/1.1\r\n${form}\r\n`, drip: "a", longestMs: REQUEST_MS },
  {
    name: "asks for a WebSocket",
    start: `GET /nothing HTTP/1.1\r\n${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    drip: "",
    longestMs: HEADERS_MS,
  },
] as const;
const OF_EACH = 50;
/** For opening the connections and for a busy machine. */
const SLACK_MS = 10_000;

test("two hundred slow clients are hung up on, and a second visitor doesn't wait for them", async () => {
  test.setTimeout(4 * 60_000);
  await visit("/");
  const clients = Array.from({ length: OF_EACH }, () => CLIENTS).flat();
  const { value: lifetimes, longestMs } = await visitDuring("/", () => Promise.all(clients.map(keepOpen)));
  for (const { name, longestMs: allowedMs } of CLIENTS) {
    const ofThese = lifetimes.filter((lifetime) => lifetime.name === name).map(({ ms }) => ms);
    console.log(`${name}: hung up on after ${Math.round(Math.max(...ofThese) / 1000)} s at most`);
    expect(ofThese).toHaveLength(OF_EACH);
    expect(Math.max(...ofThese), name).toBeLessThan(allowedMs + CHECK_MS + SLACK_MS);
  }
  console.log(`the second visitor waited ${Math.round(longestMs)} ms at most`);
  expect(longestMs).toBeLessThan(1000);
});

/** Opens a connection and keeps to the client's manner until the server hangs up. */
async function keepOpen({ name, start, drip }: (typeof CLIENTS)[number]): Promise<{ name: string; ms: number }> {
  const socket = net.connect(TEST_SHOP_PORT, "127.0.0.1");
  await once(socket, "connect");
  const started = performance.now();
  const closed = new Promise((resolve) => socket.once("close", resolve));
  // The server may hang up while a byte is on its way.
  socket.on("error", () => {}).resume();
  socket.write(start);
  const dripping = setInterval(() => drip && socket.write(drip), 1000);
  await closed;
  clearInterval(dripping);
  return { name, ms: performance.now() - started };
}
