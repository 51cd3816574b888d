import { once } from "node:events";
import http from "node:http";
import { text } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { carts } from "@/db/schema/carts";
import { coupons } from "@/db/schema/promotions";
import { settings } from "@/db/schema/shop";
import { createCart, createVariant } from "@/db/testing";
import { type CartId, type CheckoutKey, checkoutKeySchema, type OrderId } from "@/lib/core/ids";
import type { OnlineMethod } from "@/lib/payments/methods";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import { ShopDied, type ShopProcess, startShopProcess } from "./shop-process";
import type { Task } from "./tasks";

/** A page on which an order can be paid, wherever it is still open; `ref` is what the provider calls the attempt. */
export type Tab = { orderId: OrderId; method: OnlineMethod; ref: string };

/** What the customers of one sequence know. An order whose answer was lost is not among them. */
export type Story = { carts: { id: CartId; email: string; checkoutKey: CheckoutKey }[]; orders: OrderId[]; tabs: Tab[] };

export type World = {
  db: Db;
  sandbox: Sandbox;
  shop: ShopProcess;
  /** The time, for the shop and for the providers. */
  now: Date;
  story: Story;
  /** What the shop threw over a webhook: bugs. */
  failures: unknown[];
  counts: Map<string, number>;
  close(): Promise<void>;
};

/** Where staff are written to. */
export const STAFF = "staff@shop.example";

const START = new Date("2026-11-24T10:00:00Z");

/** A shop with a database of its own, and providers that it can't tell from real ones. */
export async function openWorld({ db, url }: { db: Db; url: string }, workerFile: string): Promise<World> {
  await db.insert(settings).values({ key: "company", value: { iban: "HR1210010051863000160", email: STAFF } });
  const front = http.createServer(async (request, response) => {
    const status = await receive(world, request);
    response.writeHead(status).end();
  });
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  const address = front.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  const shopUrl = `http://127.0.0.1:${address.port}`;
  const timing = { retryDelaysMs: [5, 50], delayMs: 20, reverseWindowMs: 20 };
  const sandbox = await startSandbox({ port: 0, shopUrl, timing, now: () => world.now });
  const environment = { ...process.env, ...sandboxEnvironment(sandbox.url), DATABASE_URL: url, SITE_URL: shopUrl };
  const world: World = {
    db,
    sandbox,
    shop: startShopProcess(workerFile, environment),
    now: START,
    story: { carts: [], orders: [], tabs: [] },
    failures: [],
    counts: new Map(),
    async close() {
      await world.shop.end();
      await sandbox.close();
      front.closeAllConnections();
      front.close();
      await once(front, "close");
    },
  };
  return world;
}

/** Stands in front of the worker; while that is killed and started anew the provider is told to come again. */
async function receive(world: World, request: http.IncomingMessage): Promise<number> {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const provider = request.url?.split("/").at(-1) ?? "";
  try {
    return (await ask(world, { do: "receive", provider, body: await text(request), headers })) === "received" ? 200 : 503;
  } catch (error) {
    world.failures.push(error);
    return 500;
  }
}

/** Who is never answered gives up soon; everybody else is, however busy this machine is. */
const PATIENCE_MS = { unanswered: 300, answered: 20_000 };

/** Asks the shop; undefined where it was killed over it. */
export async function ask({ shop, sandbox, now }: World, task: Task): Promise<unknown> {
  const silent = sandbox.faults.list().some(({ kind }) => kind === "timeout");
  try {
    return await shop.call(task, { now, patienceMs: PATIENCE_MS[silent ? "unanswered" : "answered"] });
  } catch (error) {
    if (error instanceof ShopDied) return undefined;
    throw error;
  }
}

/**
 * Forgets everything and opens three carts: of all there is plenty but of one piece there are two, wanted by two carts; a
 * coupon that holds once, also wanted by two.
 */
export async function beginStory(world: World): Promise<Story> {
  const { db, sandbox } = world;
  // The one before may have ended anyhow.
  await ask(world, { do: "arm", dieAt: null });
  await sandbox.settled();
  sandbox.reset();
  world.shop.takeDeaths();
  world.failures = [];
  world.now = START;
  await empty(db);
  const plenty = await createVariant(db, { onHand: 50 });
  const scarce = await createVariant(db, { onHand: 2 });
  await db.insert(coupons).values({ code: "ONCE", kind: "percentage", value: 10, usageLimit: 1, validFrom: START });
  const wanted = [
    [
      { variantId: plenty.id, quantity: 1 },
      { variantId: scarce.id, quantity: 1 },
    ],
    [{ variantId: scarce.id, quantity: 2 }],
    [{ variantId: plenty.id, quantity: 2 }],
  ];
  const opened = await Promise.all(wanted.map(async (lines) => await createCart(db, lines)));
  for (const index of [0, 2]) {
    const id = opened[index];
    if (id) await db.update(carts).set({ couponCode: "ONCE" }).where(sql`id = ${id}`);
  }
  world.story = {
    carts: opened.map((id, index) => ({ id, email: `customer-${index}@example.com`, checkoutKey: newCheckoutKey() })),
    orders: [],
    tabs: [],
  };
  return world.story;
}

/** Deleting so few rows costs less than a truncate of so many tables. As a replica's: the ledger would refuse to forget. */
async function empty(db: Db): Promise<void> {
  await db.execute(sql`
    do $$ declare name text; begin
      set local session_replication_role = replica;
      for name in select tablename from pg_tables where schemaname = 'public' and tablename not in ('settings', 'tax_rates') loop
        execute format('delete from %I', name);
      end loop;
    end $$`);
}

export const newCheckoutKey = () => checkoutKeySchema.parse(crypto.randomUUID());

export function count(world: World, what: string): void {
  world.counts.set(what, (world.counts.get(what) ?? 0) + 1);
}

export function passTime(world: World, minutes: number): void {
  world.now = new Date(world.now.getTime() + minutes * 60_000);
}
