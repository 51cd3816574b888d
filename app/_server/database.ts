import { type Db, openDatabase } from "@/db/client";
import { building, env } from "@/lib/core/env";

/** The longest waits of a request, in milliseconds: a request that waits longer has failed. Jobs' batches stay far below. */
const LIMITS = { waiting: 200, acquireMs: 5000, statementMs: 6000, transactionMs: 15_000 };
/** PostgreSQL ends a statement by itself a little earlier, which keeps the connection. */
const SERVER_LIMITS = { statement_timeout: 5000, lock_timeout: 4000, idle_in_transaction_session_timeout: 15_000 };

type Opened = ReturnType<typeof openDatabase>;

const shared: typeof globalThis & { earthmanDatabase?: Opened } = globalThis;

/** The process's one connection pool, on globalThis so hot reload doesn't open another. */
function opened(): Opened {
  if (building) throw new Error("the build must not read the database");
  shared.earthmanDatabase ??= open();
  return shared.earthmanDatabase;
}

function open(): Opened {
  const { DATABASE_URL, DIRECT_DATABASE_URL } = env();
  // A transaction pooler supports neither prepared statements nor session settings.
  const options = DIRECT_DATABASE_URL ? { prepare: false } : { connection: SERVER_LIMITS };
  return openDatabase(DATABASE_URL, { limits: LIMITS, ...options });
}

export function database(): Db {
  return opened().db;
}

/** Whether a request would be served now. Answers within three seconds. */
export async function isDatabaseAvailable(): Promise<boolean> {
  return await opened().pool.isAvailable();
}

/** What the pool knows without asking; undefined before its first use. */
export function databaseLoad(): ReturnType<Opened["pool"]["load"]> | undefined {
  return shared.earthmanDatabase?.pool.load();
}
