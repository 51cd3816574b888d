import { createServer, type RequestListener } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { correctHead } from "./response-head";

const load = vi.hoisted(() => ({ failedMs: Number.POSITIVE_INFINITY }));
vi.mock("./database", () => ({ databaseLoad: () => load }));

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function fetchFrom(listener: RequestListener): Promise<Response> {
  const server = createServer((request, response) => {
    correctHead(response);
    return listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => server.close());
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the server has no address");
  return await fetch(`http://127.0.0.1:${address.port}`);
}

test("no cache stores that a page is missing", async () => {
  const response = await fetchFrom((_, answer) => {
    answer.setHeader("Cache-Control", "s-maxage=3600, stale-while-revalidate=31532400");
    answer.statusCode = 404;
    answer.end("missing");
  });
  expect(response.status).toBe(404);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
});

test("a page that failed while the database was out of reach is a 503, even if the database is back before it answers", async () => {
  const failed: RequestListener = (_, answer) => answer.writeHead(500).end("failed");
  expect((await fetchFrom(failed)).status).toBe(500);
  load.failedMs = 1000;
  const response = await fetchFrom(failed);
  expect([response.status, response.headers.get("retry-after"), response.headers.get("cache-control")]).toEqual([
    503,
    "5",
    "private, no-store",
  ]);
  load.failedMs = 60_000;
  expect((await fetchFrom(failed)).status).toBe(500);
});

test("leaves other answers as they are", async () => {
  const response = await fetchFrom((_, answer) => answer.writeHead(200, { "Cache-Control": "s-maxage=3600" }).end("found"));
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("s-maxage=3600");
});
