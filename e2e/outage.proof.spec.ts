import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "postgres";
import { en } from "@/messages/en/messages";
import { type Postgres, startPostgres } from "@/scripts/postgres";
import { createOrder } from "./factories";
import { expect, test } from "./fixtures";
import { openOwnShop } from "./own-shop";

// The shop's own PostgreSQL is stopped and started under browsing and tracking requests.
const FOLDER = ".data/outage-postgres";
const WARM = ["/", "/products/shirt-1", "/categories/tops"];
const NEEDING_DATABASE = ["/cart", "/checkout", "/search?q=shirt", "/categories/tops?color=clay", "/track", "/withdraw"];
/** The longest that an answer may take while the database is out of reach. */
const MAX_ANSWER_MS = 2500;

// One worker, because both tests stop the same PostgreSQL.
test.describe.configure({ mode: "default", timeout: 300_000 });

let postgres: Postgres;
let shop: Awaited<ReturnType<typeof openOwnShop>>;
let coldPage = 2;

// The `db` fixture loads the test shop's environment, on which this shop's is based.
test.beforeAll(async ({ db: _ }, { workerIndex }) => {
  postgres = await startPostgres(FOLDER);
  shop = await openOwnShop({
    name: `outage_shop_${workerIndex}`,
    portOffset: 7,
    fill,
    more: { RATE_LIMIT_FACTOR: "1000000" },
    serverUrl: postgres.url,
  });
  for (const page of WARM) expect((await fetch(shop.address + page)).status, page).toBe(200);
});

test.afterAll(async () => {
  // A failed test may have left it stopped; the shop's database is dropped there.
  await startDatabase();
  await shop?.close();
  await postgres?.stop();
});

test("half a minute without the database: warm pages stay, others say that the shop will be back, and it is healthy within 5 s", async () => {
  const buyer = await createOrder(shop.db, { products: ["shirt-1"] });
  // The order sold the last unit, which changed these pages.
  for (const page of WARM) await expect.poll(async () => (await ask(page)).status, page).toBe(200);
  await stopDatabase();
  const until = Date.now() + 30_000;
  let slowest = 0;
  while (Date.now() < until) {
    for (const page of WARM) {
      const { status, ms } = await ask(page);
      expect(status, page).toBe(200);
      slowest = Math.max(slowest, ms);
    }
    for (const page of [...NEEDING_DATABASE, `/products/shirt-${coldPage++}`]) {
      const { status, ms, text, retryAfter } = await ask(page);
      expect(status, page).toBe(503);
      expect(retryAfter, page).toBe("5");
      expect(text, page).toMatch(/Earthman|went wrong/);
      slowest = Math.max(slowest, ms);
    }
    expect(await track(buyer)).toBe(503);
    await wait(500);
  }
  expect(slowest).toBeLessThan(MAX_ANSWER_MS);
  expect((await ask("/cart")).text).toContain(en.errors.unavailable.title);

  await startDatabase();
  const healthy = await untilHealthy();
  console.log(`without a database for 30 s: slowest answer ${slowest} ms, healthy after ${healthy} ms`);
  expect(healthy).toBeLessThan(5000);
});

test("five stops of 2 s within a minute: warm pages stay, and what was accepted is answered", async () => {
  const buyer = await createOrder(shop.db, { products: ["shirt-1"] });
  let isOver = false;
  let accepted = 0;
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  const browsing = Array.from({ length: 6 }, async (_, index) => {
    for (let turn = index; !isOver; turn += 1) {
      const warm = WARM[turn % WARM.length] ?? "/";
      const { status } = await ask(warm);
      count(`warm ${status}`);
      count(`cold ${(await ask(`/products/shirt-${coldPage++}`)).status}`);
      count(`cart ${(await ask("/cart")).status}`);
      const answer = await track(buyer);
      count(`tracking ${answer}`);
      if (answer === 202) accepted += 1;
    }
  });
  for (let stop = 0; stop < 5; stop += 1) {
    await wait(8000);
    await stopDatabase();
    await wait(2000);
    await startDatabase();
  }
  const healthy = await untilHealthy();
  isOver = true;
  await Promise.all(browsing);
  console.log(`five stops: healthy after ${healthy} ms;`, Object.fromEntries(seen));
  expect(healthy).toBeLessThan(5000);
  for (const answer of seen.keys()) expect(answer).toMatch(/^(warm 200|cold (200|404|503)|cart (200|503)|tracking (202|503))$/);
  expect(accepted).toBeGreaterThan(0);
  await expect
    .poll(
      async () => {
        const { done } = await answerOthers();
        const [row] =
          await shop.sql`select count(*)::int as count from outbox_messages where kind = 'tracking_link' and order_id = ${buyer.id}`;
        return { done, written: row?.count };
      },
      { timeout: 30_000 },
    )
    .toEqual({ done: 0, written: accepted });
});

async function answerOthers() {
  const { answerTrackingRequests } = await import("@/lib/orders/request-tracking");
  return await answerTrackingRequests(shop.db, new Date(), 100);
}

async function ask(page: string) {
  const started = performance.now();
  const response = await fetch(shop.address + page, { signal: AbortSignal.timeout(15_000) });
  const text = await response.text();
  return { status: response.status, text, retryAfter: response.headers.get("retry-after"), ms: Math.round(performance.now() - started) };
}

async function track({ reference, email }: { reference: string; email: string }): Promise<number> {
  const response = await fetch(`${shop.address}/api/orders/track`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ reference, email }),
    signal: AbortSignal.timeout(15_000),
  });
  await response.text();
  return response.status;
}

/** Milliseconds until every page and the health check answer again. */
async function untilHealthy(): Promise<number> {
  const started = performance.now();
  await expect
    .poll(async () => (await Promise.all(["/api/health", ...NEEDING_DATABASE].map(ask))).map(({ status }) => status), { timeout: 20_000 })
    .toEqual(["/api/health", ...NEEDING_DATABASE].map(() => 200));
  return Math.round(performance.now() - started);
}

/** Ends PostgreSQL as `pg_ctl stop -m fast` does, with its clients connected. */
async function stopDatabase(): Promise<void> {
  const file = path.join(postgres.home, "cluster", "postmaster.pid");
  process.kill(Number((await readFile(file, "utf8")).split("\n")[0]), "SIGINT");
  await expect.poll(async () => await readFile(file, "utf8").catch(() => "gone"), { timeout: 15_000 }).toBe("gone");
}

async function startDatabase(): Promise<void> {
  postgres = await startPostgres(FOLDER);
}

async function fill(sql: Sql): Promise<void> {
  await sql`insert into categories (slug, name) values ('tops', 'Tops')`;
  await sql`
    insert into products (slug, name, status, category_id, keywords, published_at)
    select 'shirt-' || n, 'Shirt ' || n, 'active', (select id from categories), 'linen shirt', now() - n * interval '1 hour'
    from generate_series(1, 5000) n`;
  await sql`
    insert into variants (product_id, sku, price_cents, on_hand)
    select id, slug, 2500, 0 from products`;
}
