import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test, vi } from "vitest";
import { HEADERS_MS, limitSlowClients, REQUEST_MS } from "./slow-clients";

test.each([
  ["production", 0, ["SIGTERM", "SIGINT"]],
  ["development", 1, []],
] as const)("from its first request on, a server in %s limits the time that clients may take", async (environment, upgrades, signals) => {
  vi.stubEnv("NODE_ENV", environment);
  const onSignal = vi.spyOn(process, "once").mockClear().mockReturnThis();
  limitSlowClients();
  const server = createServer((_, response) => response.end("ok")).on("upgrade", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  expect(await (await fetch(`http://127.0.0.1:${address.port}`)).text()).toBe("ok");
  expect(server).toMatchObject({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, timeout: expect.any(Number) });
  expect(server.timeout).toBeGreaterThan(0);
  expect(server.listenerCount("upgrade")).toBe(upgrades);
  expect(onSignal.mock.calls.map(([signal]) => signal)).toEqual(signals);
  server.closeAllConnections();
  server.close();
});
