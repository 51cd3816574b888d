import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as carts from "./schema/carts";
import * as catalog from "./schema/catalog";
import * as inventory from "./schema/inventory";
import * as invoices from "./schema/invoices";
import * as orders from "./schema/orders";
import * as payments from "./schema/payments";
import * as promotions from "./schema/promotions";
import * as returns from "./schema/returns";
import * as shipments from "./schema/shipments";
import * as shop from "./schema/shop";

const schema = {
  ...carts,
  ...catalog,
  ...inventory,
  ...invoices,
  ...orders,
  ...payments,
  ...promotions,
  ...returns,
  ...shipments,
  ...shop,
};

/** Opens a pool. `client` is the raw postgres.js handle, for LISTEN, COPY and closing. */
export function openDatabase(url: string, options: postgres.Options<Record<string, never>> = {}) {
  // Without its own backoff the driver waits up to 20 seconds after an outage, and every caller with it.
  const client = postgres(url, { max: 10, onnotice: () => {}, connect_timeout: 10, backoff: () => 0.2, ...options });
  return { client, db: drizzle(client, { schema, casing: "snake_case" }) };
}

export type Db = ReturnType<typeof openDatabase>["db"];
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** A read or a command runs on this: the pool, or the caller's transaction. */
export type Executor = Db | Tx;
