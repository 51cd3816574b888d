import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import net from "node:net";
import type { Sql } from "postgres";
import { en } from "@/messages/en/messages";
import { NEXT } from "@/scripts/build";
import { stopChild } from "@/scripts/child";
import { serve } from "@/scripts/serve";
import { TEST_BUILD, TEST_SHOP, TEST_SHOP_PORT } from "@/scripts/test-shop-address";
import { expect, test, testShopEnvironment } from "./fixtures";

const environment = () => ({ ...testShopEnvironment(), NODE_ENV: "production" as const });

test.setTimeout(180_000);

test("a change shows at the next request in every process, even after lost connections", async ({ request, sql }) => {
  const second = await serve(TEST_BUILD, TEST_SHOP_PORT + 1, { log: ".data/second-server.log", env: environment() });
  const slug = `shown-everywhere-${Date.now()}`;
  try {
    const [product] = await sql<{ id: string }[]>`
      insert into products (slug, name, status) values (${slug}, 'First name', 'active') returning id`;
    await sql`insert into variants (product_id, sku, price_cents) values (${product?.id ?? ""}, ${slug}, 2500)`;
    const pages = [TEST_SHOP, second.address].map((address) => `${address}/products/${slug}`);
    const expectBoth = async (name: string) => {
      for (const page of pages)
        await expect.poll(async () => (await (await request.get(page)).text()).includes(`${name}</h1>`), page).toBe(true);
    };
    await expectBoth("First name");

    await rename(sql, slug, "Second name");
    await expectBoth("Second name");

    const lost =
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`;
    expect(lost.length).toBeGreaterThanOrEqual(2);
    await rename(sql, slug, "Third name");
    await expectBoth("Third name");
  } finally {
    // Other tests check lists of the newest products.
    await sql`update products set status = 'archived' where slug = ${slug}`;
    await stopChild(second.process);
  }
});

test("a server without its database reports it to monitoring, hides it from shoppers, and logs errors with the request's id", async ({
  request,
}) => {
  const log = ".data/lonely-server.log";
  const unreachable = { ...environment(), DATABASE_URL: "postgres://none:hunter2@127.0.0.1:1/none" };
  const lonely = await serve(TEST_BUILD, TEST_SHOP_PORT + 6, { log, env: unreachable });
  try {
    expect((await request.get(`${lonely.address}/api/health`)).status()).toBe(503);
    const refused = await request.get(`${lonely.address}/search?q=ana@primjer.hr`);
    expect(refused.status()).toBe(503);
    expect(await refused.text()).toContain(en.errors.unavailable.title);
    const failed = await request.get(`${lonely.address}/products/a-coat?q=ana@primjer.hr`, {
      headers: { "X-Request-Id": "request-of-the-test" },
    });
    expect(failed.status()).toBe(503);
    expect(await failed.text()).not.toMatch(/ECONNREFUSED|hunter2| {4}at /);
    await expect.poll(() => readFileSync(log, "utf8")).toContain('"msg":"request failed"');
    const written = readFileSync(log, "utf8");
    const line = written.split("\n").find((text) => text.includes('"request failed"')) ?? "";
    expect(written).not.toMatch(/primjer/);
    expect(JSON.parse(line)).toMatchObject({
      level: "error",
      requestId: "request-of-the-test",
      route: "/[locale]/(shop)/products/[slug]/page",
      err: { digest: expect.any(String) },
    });
    expect(written).not.toContain("hunter2");
  } finally {
    await stopChild(lonely.process);
  }
});

test("a server that is asked to stop answers what it was asked, takes nothing more and ends within 15 s", async () => {
  const stopping = await serve(TEST_BUILD, TEST_SHOP_PORT + 3, { log: ".data/stopping-server.log", env: environment() });
  // Clients that would keep their connections: one that says nothing yet, as browsers do, and others that begin a request.
  const begun = [
    "",
    "GET / HTTP/1.1\r\nX-Note: ",
    "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
  ];
  const idle = begun.map((start) => {
    const socket = net.connect(TEST_SHOP_PORT + 3, "127.0.0.1").on("error", () => {});
    socket.resume().write(start);
    return socket;
  });
  try {
    const asked = Array.from({ length: 40 }, async (_, number) => {
      const response = await fetch(`${stopping.address}/search?q=shirt+${number}`);
      return { status: response.status, ends: (await response.text()).trimEnd().endsWith("</html>") };
    });
    await Promise.race(asked);
    const started = Date.now();
    const ended = once(stopping.process, "exit");
    stopping.process.kill("SIGTERM");
    const visit = async () =>
      await fetch(stopping.address).then(
        () => "taken",
        () => "refused",
      );
    await expect.poll(visit, { intervals: [20] }).toBe("refused");
    for (const answer of await Promise.all(asked)) expect(answer).toEqual({ status: 200, ends: true });
    // As Next ends after SIGTERM, which service managers count as success.
    expect(await ended).toEqual([128 + 15, null]);
    expect(Date.now() - started).toBeLessThan(15_000);
  } finally {
    for (const socket of idle) socket.destroy();
    await stopChild(stopping.process);
  }
});

/** Renames a product as a command does, with the change and its notification in one transaction. */
async function rename(sql: Sql, slug: string, name: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`update products set name = ${name} where slug = ${slug}`;
    await tx`select pg_notify('revalidate', ${`product:${slug}`})`;
  });
}

test("a server with an invalid environment exits at once with one message that names each variable", () => {
  const secret = "hunter2-hunter2";
  const { status, stderr, stdout } = spawnSync(process.execPath, [NEXT, "start", "-p", String(TEST_SHOP_PORT + 2)], {
    env: {
      ...process.env,
      ...environment(),
      NEXT_DIST_DIR: TEST_BUILD,
      APP_SECRET: "",
      CRON_SECRET: secret,
      LOG_LEVEL: "loud",
      SITE_URL: "",
    },
    encoding: "utf8",
    timeout: 30_000,
  });
  const output = stderr + stdout;
  expect(status).toBe(1);
  expect(output.match(/The shop can't start/g)).toHaveLength(1);
  for (const name of ["APP_SECRET is missing", "CRON_SECRET", "LOG_LEVEL", "SITE_URL is missing"]) expect(output).toContain(`  ${name}`);
  expect(output).not.toContain(secret);
  expect(output).not.toContain("    at ");
});
