import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "postgres";
import { sendMail } from "@/lib/mail/send-mail";
import { resendTransport } from "@/lib/mail/transports/resend";
import { resendEnvironment } from "@/sandbox/resend/create-resend";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { listStockDisagreements } from "@/tests/factories/checkout";
import { createCart } from "./factories";
import { expect, test } from "./fixtures";
import { openOwnShop, ownShopAddress } from "./own-shop";

// The server is killed while fifty customers order over HTTP; each sends the same form again until there is an answer.
const PORT_OFFSET = 9;
const BUYERS = 50;
const ROUNDS = 6;
const PRODUCTS = ["shirt-1", "shirt-2", "shirt-3"];
const METHODS = ["cash_on_delivery", "bank_transfer", "card"] as const;

test.describe.configure({ mode: "default", timeout: 15 * 60_000 });

let sandbox: Sandbox;
let shop: Awaited<ReturnType<typeof openOwnShop>>;

// The `db` fixture loads the test shop's environment, on which this shop's is based.
test.beforeAll(async ({ db: _ }, { workerIndex }) => {
  sandbox = await startSandbox({ port: 0, shopUrl: ownShopAddress(PORT_OFFSET) });
  shop = await openOwnShop({
    name: `killed_shop_${workerIndex}`,
    portOffset: PORT_OFFSET,
    fill,
    more: { ...sandboxEnvironment(sandbox.url), RATE_LIMIT_FACTOR: "1000000" },
  });
});

test.afterAll(async () => {
  await shop?.close();
  await sandbox?.close();
});

test("a server killed during fifty checkouts, six times, loses no order and repeats none", async () => {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = await countOrders();
    const buyers = [];
    for (let number = 0; number < BUYERS; number += 1) buyers.push(await prepare(round, number));
    let answered = 0;
    let tries = 0;
    const buying = buyers.map(async (buyer) => {
      const reference = await buy(buyer, () => {
        tries += 1;
      });
      answered += 1;
      return reference;
    });
    // At any moment, by the answers that are there and a few milliseconds more.
    const after = Math.floor(Math.random() * (BUYERS - 5));
    while (answered < after) await wait(1);
    await wait(Math.random() * 60);
    const answeredBefore = answered;
    await shop.crash();
    const references = await Promise.all(buying);

    expect(new Set(references).size).toBe(BUYERS);
    expect(await countOrders()).toBe(before + BUYERS);
    const placed = await shop.sql<{ reference: string; method: string; status: string; confirmations: number; mails: number }[]>`
      select o.reference, o.payment_method as method, o.status,
        (select count(*)::int from order_events e where e.order_id = o.id and e.kind = 'confirmed') as confirmations,
        (select count(*)::int from outbox_messages m where m.order_id = o.id and m.kind = 'order_received' and m.recipient = o.email) as mails
      from orders o where o.reference in ${shop.sql(references)}`;
    expect(placed).toHaveLength(BUYERS);
    for (const { reference, method, ...found } of placed) {
      const [status, confirmations] = method === "cash_on_delivery" ? ["confirmed", 1] : ["pending", 0];
      expect(found, `${method} ${reference}`).toEqual({ status, confirmations, mails: 1 });
    }
    expect(await listStockDisagreements(shop.db)).toEqual([]);
    expect(await listWrongTotals()).toEqual([]);
    console.log(`round ${round}: killed after ${answeredBefore} answers, ${tries} requests for ${BUYERS} orders`);
    expect(answeredBefore).toBeLessThan(BUYERS);
  }

  // A mail that was being sent when the server died is sent again when its lease is over.
  const { RESEND_API_KEY, RESEND_BASE_URL } = resendEnvironment(sandbox.url);
  const later = new Date(Date.now() + 3_600_000);
  await expect
    .poll(async () => await sendMail(shop.db, later, 1000, resendTransport(RESEND_API_KEY, RESEND_BASE_URL)))
    .toMatchObject({ done: 0 });
  const [unsent] = await shop.sql`select count(*)::int as count from outbox_messages where sent_at is null`;
  expect(unsent?.count).toBe(0);
  const [written] = await shop.sql`select count(*)::int as count from outbox_messages where kind = 'order_received'`;
  expect(written?.count).toBe(BUYERS * ROUNDS);
  console.log(`${await countOrders()} orders, ${written?.count} order mails`);
});

type Buyer = { headers: Readonly<Record<string, string>>; fields: readonly (readonly [string, string])[] };

/** A cart and the checkout's form for it, filled in as a browser without script sends it. */
async function prepare(round: number, number: number): Promise<Buyer> {
  const product = PRODUCTS[number % PRODUCTS.length] ?? "";
  const headers = { Cookie: `cart=${await createCart(shop.db, [product])}` };
  const html = await (await fetch(`${shop.address}/checkout`, { headers })).text();
  const hidden = [...html.matchAll(/<input type="hidden"[^>]*>/g)].map(([tag]) => {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
    return [attribute("name"), attribute("value").replaceAll("&quot;", '"').replaceAll("&amp;", "&")] as const;
  });
  const filledIn = {
    email: `buyer-${round}-${number}@example.com`,
    phone: `+38591${String(2_000_000 + round * 1000 + number)}`,
    firstName: "Ana",
    lastName: "Horvat",
    country: "HR",
    address: "Ilica 10",
    postalCode: "10000",
    city: "Zagreb",
    billingSame: "on",
    shippingMethod: "standard",
    paymentMethod: METHODS[number % METHODS.length] ?? "card",
    terms: "on",
  };
  return { headers, fields: [...hidden, ...Object.entries(filledIn)] };
}

/** Sends the form until there is an answer; returns the order's reference. */
async function buy({ headers, fields }: Buyer, onTry: () => void): Promise<string> {
  for (;;) {
    onTry();
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    const response = await fetch(`${shop.address}/checkout`, { method: "POST", headers, body, redirect: "manual" }).catch(() => undefined);
    const location = response?.headers.get("location") ?? "";
    const reference = /\/orders\/(ORD-[^?]+)/.exec(location)?.[1];
    if (reference) return reference;
    if (response && response.status < 500) throw new Error(`no order: ${response.status} ${location}`);
    await wait(200);
  }
}

async function countOrders(): Promise<number> {
  const [row] = await shop.sql<{ count: number }[]>`select count(*)::int as count from orders`;
  return row?.count ?? 0;
}

/** Orders whose totals differ from their parts. */
async function listWrongTotals(): Promise<readonly unknown[]> {
  return await shop.sql`
    select o.reference from orders o
    where o.total_cents <> o.subtotal_cents - o.discount_cents + o.shipping_cents
      or o.subtotal_cents <> (select sum(l.unit_price_cents * l.quantity) from order_lines l where l.order_id = o.id)
      or o.discount_cents <> (select sum(l.discount_cents) from order_lines l where l.order_id = o.id)`;
}

async function fill(sql: Sql): Promise<void> {
  // Without an account there are no bank transfers.
  await sql`insert into settings (key, value) values ('company', '{"iban": "HR1210010051863000160"}')`;
  await sql`insert into categories (slug, name) values ('tops', 'Tops')`;
  await sql`
    insert into products (slug, name, status, category_id, published_at)
    select 'shirt-' || n, 'Shirt ' || n, 'active', (select id from categories), now() from generate_series(1, 3) n`;
  await sql`insert into variants (product_id, sku, price_cents) select id, slug, 2500 from products`;
}
