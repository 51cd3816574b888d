import { setTimeout as sleep } from "node:timers/promises";
import { PgTransaction } from "drizzle-orm/pg-core";
import type { Executor, Tx } from "./client";

/** How often a transaction is run before its conflict is thrown. */
const MAX_RUNS = 5;
const LONGEST_WAIT_MS = 50;
/** Serialisation failure and deadlock: PostgreSQL rolled back one side, which can simply run again. */
const CONFLICTS = ["40001", "40P01"];

/**
 * Runs `work` in a transaction, or in a savepoint if `db` is already a transaction. An outcome with `ok: false` rolls
 * back everything `work` wrote and is returned. Conflicts with other transactions run it again, so it must change nothing
 * outside the database.
 */
export async function transact<T>(db: Executor, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let run = 1; ; run += 1) {
    try {
      return await runOnce(db, work);
    } catch (error) {
      // A conflict ends the whole transaction: a savepoint leaves it to the outermost one.
      if (db instanceof PgTransaction || run === MAX_RUNS || !hasSqlState(error, CONFLICTS)) throw error;
      await sleep(Math.random() * LONGEST_WAIT_MS * run);
    }
  }
}

async function runOnce<T>(db: Executor, work: (tx: Tx) => Promise<T>): Promise<T> {
  class RolledBack extends Error {
    constructor(readonly outcome: T) {
      super("rolled back");
    }
  }
  try {
    return await db.transaction(async (tx) => {
      const outcome = await work(tx);
      if (isFailure(outcome)) throw new RolledBack(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.outcome;
    throw error;
  }
}

function isFailure(outcome: unknown): boolean {
  return typeof outcome === "object" && outcome !== null && "ok" in outcome && outcome.ok === false;
}

/** Whether PostgreSQL answered with one of these codes. The driver's error has it; Drizzle wraps it for every statement but COMMIT. */
export function hasSqlState(error: unknown, codes: readonly string[]): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && codes.some((code) => code === error.code)) || hasSqlState(error.cause, codes);
}
