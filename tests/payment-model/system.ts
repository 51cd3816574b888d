import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http from "node:http";
import { text } from "node:stream/consumers";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { coupons } from "@/db/schema/promotions";
import { settings } from "@/db/schema/shop";
import { createCart, createVariant } from "@/db/testing";
import { type CartId, type CheckoutKey, checkoutKeySchema, type OrderId, type VariantId, variantIdSchema } from "@/lib/core/ids";
import type { OnlineMethod } from "@/lib/payments/methods";
import { type Sandbox, sandboxEnvironment, startSandbox } from "@/sandbox/start-sandbox";
import type { Mutation } from "@/tests/workers/bundle-worker";
import type { Book } from "./books";
import { openShops, type Shops } from "./open-shops";
import { ShopDied } from "./shop-process";
import type { Death, Task } from "./tasks";

/** An open page on which an order can be paid; `ref` is the provider's reference for the attempt. */
export type Tab = { orderId: OrderId; method: OnlineMethod; ref: string };

/** A customer's cart. `orders` were placed from it, and `added` units of `plenty` were put into it after the last of them. */
export type Cart = { id: CartId; email: string; checkoutKey: CheckoutKey; orders: number; added: number };

/** The customers' knowledge in one sequence. It lacks orders whose answer was lost. */
export type Story = {
  carts: Cart[];
  /** A variant of which there are many units. */
  plenty: VariantId;
  orders: OrderId[];
  books: Book[];
  tabs: Tab[];
  /** Numbers the entries in the bank statement. */
  entries: number;
  /** How many actions happen at the same moment. */
  busy: number;
  /** The steps that were taken, in words. */
  log: string[];
};

export type System = {
  db: Db;
  sandbox: Sandbox;
  shops: Shops;
  /** Whether the current sequence runs in two processes, of which one may be killed. */
  deadly: boolean;
  /** Whether mails are sent in the current sequence, beside being written. */
  mails: boolean;
  /** Whether the other process will be killed, so it does all the work. */
  armed: boolean;
  asked: number;
  /** The current time for the shop and the providers. */
  now: Date;
  story: Story;
  /** Errors that the shop threw for a webhook, which are bugs. */
  failures: unknown[];
  counts: Map<string, number>;
  close(): Promise<void>;
};

/** The address at which staff are notified. */
export const STAFF_EMAIL = "staff@shop.example";

const START = new Date("2026-11-24T10:00:00Z");

/** Starts a shop with its own database, and stand-ins that it can't distinguish from real providers. */
export async function openSystem({ db, url }: { db: Db; url: string }, mutation?: Mutation): Promise<System> {
  if (mutation?.file.endsWith(".sql")) await plantInDatabase(db, mutation);
  await db.insert(settings).values({ key: "company", value: { iban: "HR1210010051863000160", email: STAFF_EMAIL } });
  const front = http.createServer(async (request, response) => {
    const status = await receive(system, request);
    response.writeHead(status).end();
  });
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  const address = front.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  const shopUrl = `http://127.0.0.1:${address.port}`;
  const timing = { retryDelaysMs: [5, 50], delayMs: 20, reverseWindowMs: 20 };
  const sandbox = await startSandbox({ port: 0, shopUrl, timing, now: () => system.now });
  const environment = { ...sandboxEnvironment(sandbox.url), DATABASE_URL: url, SITE_URL: shopUrl };
  const system: System = {
    db,
    sandbox,
    shops: await openShops(environment, mutation?.file.endsWith(".sql") ? undefined : mutation),
    deadly: false,
    mails: true,
    armed: false,
    asked: 0,
    now: START,
    story: { carts: [], plenty: variantIdSchema.parse(crypto.randomUUID()), orders: [], books: [], tabs: [], entries: 0, busy: 0, log: [] },
    failures: [],
    counts: new Map(),
    async close() {
      await system.shops.end();
      await sandbox.close();
      front.closeAllConnections();
      front.close();
      await once(front, "close");
    },
  };
  return system;
}

/** Replaces the function of the database that a migration created with a mutated one. */
async function plantInDatabase(db: Db, { file, text, becomes }: Mutation): Promise<void> {
  const statements = (await readFile(file, "utf8")).split("--> statement-breakpoint").filter((statement) => statement.includes(text));
  const [statement] = statements;
  if (!statement || statements.length > 1) throw new Error(`the text to change stands in ${statements.length} statements of ${file}`);
  await db.execute(sql.raw(statement.replace(text, becomes).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")));
}

/** Passes webhooks to the shop; while that is killed and replaced, the provider is asked to retry. */
async function receive(system: System, request: http.IncomingMessage): Promise<number> {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const provider = request.url?.split("/").at(-1) ?? "";
  try {
    return (await ask(system, { do: "receive", provider, body: await text(request), headers })) === "received" ? 200 : 503;
  } catch (error) {
    system.failures.push(error);
    return 500;
  }
}

/** Timeouts in milliseconds: short for calls that are never answered, long for all others, even on a busy machine. */
const PATIENCE_MS = { unanswered: 300, answered: 20_000 };

/** Calls the shop; undefined if it was killed during the call. */
export async function ask(system: System, task: Task): Promise<unknown> {
  const { shops, sandbox, now } = system;
  if (task.do === "job" && task.job === "send-mail" && !system.mails) return undefined;
  const timesOut = sandbox.faults.list().some(({ kind }) => kind === "timeout");
  const at = { now, patienceMs: PATIENCE_MS[timesOut ? "unanswered" : "answered"] };
  system.asked += 1;
  const isOther = system.deadly && (system.armed || system.asked % 2 === 0);
  if (!isOther) return await shops.own.call(task, at);
  try {
    return await shops.other().call(task, at);
  } catch (error) {
    if (error instanceof ShopDied) return undefined;
    throw error;
  }
}

/** Lets the other process die at this step of whatever it does from now on, if that reaches it. */
export async function arm(system: System, dieAt: Death): Promise<void> {
  system.armed = true;
  await system.shops.other().call({ do: "arm", dieAt }, { now: system.now, patienceMs: 0 });
}

/** Returns the steps at which the other process was killed. */
export async function disarm(system: System): Promise<readonly string[]> {
  if (!system.armed) return [];
  system.armed = false;
  const other = system.shops.other();
  await other.call({ do: "arm", dieAt: null }, { now: system.now, patienceMs: 0 });
  return other.takeDeaths();
}

/**
 * Deletes all data and creates three carts. Two of them compete for a variant with only two units, and two for a coupon
 * that can be used once.
 */
export async function beginStory(system: System, how: Pick<System, "deadly" | "mails">): Promise<Story> {
  const { db, sandbox } = system;
  // The previous sequence may have ended in any state.
  await disarm(system);
  await sandbox.settled();
  sandbox.reset();
  Object.assign(system, how);
  system.failures = [];
  system.now = START;
  await empty(db);
  await db.delete(settings).where(eq(settings.key, "shipping"));
  const plenty = await createVariant(db, { onHand: 50 });
  const scarce = await createVariant(db, { onHand: 2 });
  await db.insert(coupons).values({ code: "ONCE", kind: "percentage", value: 10, usageLimit: 1, validFrom: START });
  await db.insert(coupons).values({ code: "SECOND", kind: "percentage", value: 20, validFrom: START });
  const openCart = async (index: number, couponCode: string | null, ...goods: { variantId: VariantId; quantity: number }[]) => ({
    id: await createCart(db, goods, { couponCode }),
    email: `customer-${index}@example.com`,
    checkoutKey: newCheckoutKey(),
    orders: 0,
    added: 0,
  });
  const opened = await Promise.all([
    openCart(0, "ONCE", { variantId: plenty.id, quantity: 1 }, { variantId: scarce.id, quantity: 1 }),
    openCart(1, null, { variantId: scarce.id, quantity: 2 }),
    openCart(2, "ONCE", { variantId: plenty.id, quantity: 2 }),
  ]);
  system.story = { carts: opened, plenty: plenty.id, orders: [], books: [], tabs: [], entries: 0, busy: 0, log: [] };
  return system.story;
}

/** Deletes all rows, which is cheaper than truncating so many tables. Runs as a replica, because the ledger refuses deletes. */
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

export function count(system: System, what: string): void {
  system.counts.set(what, (system.counts.get(what) ?? 0) + 1);
}

export function passTime(system: System, minutes: number): void {
  system.now = new Date(system.now.getTime() + minutes * 60_000);
}
