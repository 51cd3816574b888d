import { connect as connectTo, Socket } from "node:net";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { type Client, type Connection, createPool, type Pool, type PoolLimits } from "./pool";
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

export type DatabaseOptions = postgres.Options<Record<string, never>> & { limits?: PoolLimits };

const MAX_CONNECTIONS = 10;

/**
 * Opens the database. Drizzle's statements and transactions run on a pool of single connections; `client` is the raw
 * postgres.js handle with connections of its own, for LISTEN, COPY and plain SQL; its `end` ends both.
 */
export function openDatabase(url: string, { limits, ...options }: DatabaseOptions = {}) {
  // Without its own backoff the driver waits up to 20 seconds after an outage, and every caller with it.
  const settings = { max: MAX_CONNECTIONS, onnotice: () => {}, connect_timeout: 5, backoff: () => 0.2, ...options };
  const raw = postgres(url, settings);
  const pool = createPool(connect, settings.max, limits);
  const client = pooled(raw, pool);
  const db = drizzle(client, { schema, casing: "snake_case" });

  function connect(): Connection {
    let socket: Socket | undefined;
    // The driver's types don't name its option `socket`.
    const withSocket = {
      ...settings,
      max: 1,
      // Nothing here reads arrays, and the driver's query for their types fails where nobody can catch it when it is lost.
      fetch_types: false,
      socket: () => {
        if (socket) throw Object.assign(new Error("a lost connection is not opened again"), { code: "ECONNABORTED" });
        socket = connectSocket(raw);
        return socket;
      },
    };
    const single = postgres(url, withSocket);
    // Drizzle reads dates and JSON itself.
    Object.assign(single.options.parsers, raw.options.parsers);
    Object.assign(single.options.serializers, raw.options.serializers);
    return {
      client: single,
      isLost: () => socket?.destroyed === true,
      lose: () => {
        // Also where the connection was not yet begun.
        socket ??= new Socket();
        socket.destroy();
        void single.end({ timeout: 0 });
      },
    };
  }

  return { client, db, pool };
}

function connectSocket({ options: { host, port, path } }: Client): Socket {
  const [hostname = "localhost"] = host;
  // The driver takes the name to verify for TLS from here.
  return Object.assign(path ? connectTo(path) : connectTo(Number(port[0]), hostname), { host: hostname });
}

/** The driver's handle, except that what Drizzle calls runs on the pool. */
function pooled(raw: Client, pool: Pool): Client {
  return new Proxy(raw, {
    get(target, key, receiver) {
      if (key === "begin")
        return async <T>(work: (tx: Client) => Promise<T>) =>
          await pool.use("transaction", async (client) => await runTransaction(client, "begin", "rollback", work));
      if (key === "unsafe") return (...given: Parameters<Client["unsafe"]>) => later(pool, (client) => client.unsafe(...given));
      if (key === "end") return async ({ timeout = 5 } = {}) => await Promise.all([target.end({ timeout }), pool.end(timeout)]);
      return Reflect.get(target, key, receiver);
    },
  });
}

/**
 * Runs work between `begin` and `commit`, or within a savepoint. The driver's own `begin` writes its rollback to a connection that
 * was lost, which throws where nobody can catch it.
 */
async function runTransaction<T>(client: Client, begin: string, rollback: string, work: (tx: Client) => Promise<T>): Promise<T> {
  await client.unsafe(begin);
  let savepoints = 0;
  const tx = new Proxy(client, {
    get(target, key, receiver) {
      if (key !== "savepoint") return Reflect.get(target, key, receiver);
      return async <S>(inner: (tx: Client) => Promise<S>) => {
        savepoints += 1;
        const name = `${begin === "begin" ? "s" : begin.replace("savepoint ", "")}_${savepoints}`;
        return await runTransaction(client, `savepoint ${name}`, `rollback to ${name}`, inner);
      };
    },
  });
  try {
    const result = await work(tx);
    if (begin !== "begin") return result;
    // PostgreSQL answers a commit of a failed transaction with a rollback, and no error.
    const { command } = await client.unsafe("commit");
    if (command !== "COMMIT") throw new Error("a statement of the transaction failed, and its error was swallowed");
    return result;
  } catch (error) {
    await client.unsafe(rollback);
    throw error;
  }
}

/** A statement that runs once it is awaited, as the driver's own do. */
function later(pool: Pool, query: (client: Client) => postgres.PendingQuery<postgres.Row[]>) {
  return {
    // biome-ignore lint/suspicious/noThenProperty: Drizzle awaits the driver's statement as it is.
    then: <A, B>(done: (rows: postgres.RowList<postgres.Row[]>) => A, failed: (error: unknown) => B) =>
      pool.use("statement", async (client) => await query(client)).then(done, failed),
    values: async () => await pool.use("statement", async (client) => await query(client).values()),
  };
}

export type Db = ReturnType<typeof openDatabase>["db"];
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** A read or a command runs on this: the pool, or the caller's transaction. */
export type Executor = Db | Tx;
