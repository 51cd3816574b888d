import { TEST_SHOP_SECRETS } from "@/scripts/test-shop-address";
import { expect, test } from "./fixtures";

const SECRET = TEST_SHOP_SECRETS.CRON_SECRET;
const LONG_AGO = "2026-01-01T00:00:00Z";

test("a job runs for a request with the secret, and reports its work", async ({ request, sql }) => {
  const [cart] = await sql<{ id: string }[]>`insert into carts (touched_at) values (${LONG_AGO}) returning id`;
  const isThere = async () => (await sql`select 1 from carts where id = ${cart?.id ?? ""}`).length === 1;
  const wrong = [undefined, "", "Bearer", "Bearer wrong", SECRET, `Basic ${SECRET}`, `Bearer ${SECRET}x`, `Bearer ${SECRET.slice(1)}`];
  for (const Authorization of wrong) {
    const refused = await request.get("/api/cron/clean-carts", { headers: Authorization === undefined ? {} : { Authorization } });
    expect(refused.status(), Authorization).toBe(401);
  }
  expect(await isThere()).toBe(true);
  const done = await request.get("/api/cron/clean-carts", { headers: { Authorization: `Bearer ${SECRET}` } });
  expect(done.status()).toBe(200);
  expect(await done.json()).toMatchObject({ job: "clean-carts", done: expect.any(Number), remaining: 0, ms: expect.any(Number) });
  expect(await isThere()).toBe(false);
});

test("only a request with the secret drops cached pages", async ({ request }) => {
  expect((await request.post("/api/revalidate", { data: { tags: ["catalogue"] } })).status()).toBe(401);
});

test("an unknown job is reported only to a request with the secret", async ({ request }) => {
  expect((await request.get("/api/cron/none")).status()).toBe(401);
  expect((await request.get("/api/cron/none", { headers: { Authorization: `Bearer ${SECRET}` } })).status()).toBe(404);
});

test("health reports to anybody that the shop works, and its parts to a request with the secret", async ({ request }) => {
  const open = await request.get("/api/health");
  expect(open.status()).toBe(200);
  expect(await open.json()).toEqual({ status: "ok" });
  const detailed = await request.get("/api/health", { headers: { Authorization: `Bearer ${SECRET}` } });
  const working = { database: "ok", migrations: "ok", pictures: "ok", jobs: "ok" };
  // The other tests may keep the server busy.
  expect(await detailed.json()).toEqual({ status: "ok", parts: { ...working, eventLoop: expect.stringMatching(/^(ok|failing)$/) } });
});
