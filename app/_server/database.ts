import { type Db, openDatabase } from "@/db/client";
import { building, env } from "@/lib/core/env";

/** A request that takes longer has failed; the batches of jobs are far shorter. */
const STATEMENT_TIMEOUT_MS = 15_000;

const shared: typeof globalThis & { earthmanDatabase?: Db } = globalThis;

/** The process's only connection pool, stored on globalThis so hot reload doesn't open another. */
export function database(): Db {
  if (building) throw new Error("the build must not read the database");
  shared.earthmanDatabase ??= open();
  return shared.earthmanDatabase;
}

function open(): Db {
  const { DATABASE_URL, DIRECT_DATABASE_URL } = env();
  // A transaction pooler supports neither prepared statements nor session settings.
  const options = DIRECT_DATABASE_URL ? { prepare: false } : { connection: { statement_timeout: STATEMENT_TIMEOUT_MS } };
  return openDatabase(DATABASE_URL, options).db;
}
