import type postgres from "postgres";

export type Client = ReturnType<typeof postgres>;

/** One connection: it is opened once, and when it is lost it stays lost. */
export type Connection = { client: Client; isLost: () => boolean; lose: () => void };

/** The limits of a pool that answers requests; one without them waits as long as it takes. */
export type PoolLimits = {
  /** Work that may wait for a connection at once. */
  waiting: number;
  /** How long it may wait. */
  acquireMs: number;
  /** How long a single statement may take, also where the server answers nothing at all. */
  statementMs: number;
  transactionMs: number;
};

/** The database is out of reach or too busy: the same request may succeed in a moment. */
class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
  readonly code = "DATABASE_UNAVAILABLE";
}

/** What is known of the database is not older when somebody asks. */
const FRESH_MS = 1000;
/** A busy process needs longer to read an answer that is there. */
const ASK_MS = 3000;

/**
 * Hands out connections, each to one piece of work at a time, and never again once one was lost. The driver's own pool (3.4.9)
 * can't recover a connection that was lost with a write pending, tries a closing address without end, and has an endless queue.
 */
export function createPool(connect: () => Connection, max: number, limits?: PoolLimits) {
  const open = new Set<Connection>();
  const idle: Connection[] = [];
  const waiting: ((connection: Connection) => void)[] = [];
  let inUse = 0;
  let isUp = true;
  let knownAt = 0;
  let failedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  function learn(up: boolean): void {
    isUp = up;
    knownAt = Date.now();
    if (!up) failedAt = knownAt;
  }

  const isKnown = () => Date.now() - knownAt < FRESH_MS;

  async function acquire(): Promise<Connection> {
    if (limits && !isUp && isKnown()) throw new DatabaseUnavailable("the database does not answer");
    if (inUse < max) {
      inUse += 1;
      return next();
    }
    if (!limits) return await new Promise((resolve) => waiting.push(resolve));
    if (waiting.length >= limits.waiting) throw new DatabaseUnavailable("too much work waits for the database");
    return await new Promise((resolve, reject) => {
      const take = (connection: Connection) => {
        clearTimeout(timer);
        resolve(connection);
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(take), 1);
        reject(new DatabaseUnavailable(`no connection was free within ${limits.acquireMs} ms`));
      }, limits.acquireMs);
      waiting.push(take);
    });
  }

  /** An idle connection, or a new one. */
  function next(): Connection {
    for (let free = idle.pop(); free; free = idle.pop()) {
      if (!free.isLost()) return free;
      open.delete(free);
    }
    const connection = connect();
    open.add(connection);
    return connection;
  }

  function release(connection: Connection): void {
    if (connection.isLost()) open.delete(connection);
    else idle.push(connection);
    const take = waiting.shift();
    if (take) take(next());
    else inUse -= 1;
  }

  /** Runs work on a connection of its own. Work that exceeds its time loses the connection, which ends it with an error. */
  async function use<T>(kind: "statement" | "transaction", work: (client: Client) => Promise<T>): Promise<T> {
    const connection = await acquire();
    const timer = limits && setTimeout(connection.lose, kind === "statement" ? limits.statementMs : limits.transactionMs);
    try {
      const result = await work(connection.client);
      learn(true);
      return result;
    } catch (error) {
      if (isConnectionError(error)) connection.lose();
      if (!connection.isLost()) throw error;
      learn(false);
      throw new DatabaseUnavailable("the database was lost or too slow", { cause: error });
    } finally {
      clearTimeout(timer);
      release(connection);
    }
  }

  /** Asks over an idle connection or a new one, which no full queue delays. */
  async function ask(): Promise<void> {
    const connection = next();
    const timer = setTimeout(connection.lose, ASK_MS);
    try {
      await connection.client`select 1`;
      learn(true);
      idle.push(connection);
    } catch {
      connection.lose();
      open.delete(connection);
      // Work that succeeded meanwhile knows better.
      if (!isKnown()) learn(false);
    } finally {
      clearTimeout(timer);
      asking = undefined;
    }
  }

  return {
    use,
    /** Whether a request would be served, by what was learnt at most a second ago. Answers within three seconds. */
    async isAvailable(): Promise<boolean> {
      if (limits && waiting.length >= limits.waiting) return false;
      if (!isKnown()) {
        asking ??= ask();
        await asking;
      }
      return isUp;
    },
    /** Connections in use, work that waits for one, whether the database answered last, and the milliseconds since it did not. */
    load: () => ({ inUse, waiting: waiting.length, isUp, failedMs: Date.now() - failedAt }),
    /** Ends every connection, after what runs on it or after a while. */
    async end(seconds: number): Promise<void> {
      await Promise.all([...open].map(({ client }) => client.end({ timeout: seconds })));
    },
  };
}

export type Pool = ReturnType<typeof createPool>;

/** PostgreSQL's classes 08 (connection), 53300 (too many), 57P (shut down or starting); the driver's and the system's own codes. */
const CONNECTION_CODES = /^(08...|53300|57P0[1-5]|CONNECT_TIMEOUT|CONNECTION_[A-Z]+|E[A-Z_]+)$/;
/** The pool's own, and those of a statement, a lock or an open transaction that took too long. */
const UNAVAILABLE_CODES = /^(DATABASE_UNAVAILABLE|57014|55P03|25P03)$/;

/** Drizzle wraps the driver's errors. */
function hasCode(error: unknown, codes: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && typeof error.code === "string" && codes.test(error.code)) || hasCode(error.cause, codes);
}

const isConnectionError = (error: unknown) => hasCode(error, CONNECTION_CODES);

/**
 * Whether work failed because the database was out of reach or too busy, so that the same work may succeed in a moment. By its
 * code, because a server bundles the class more than once.
 */
export function isUnavailable(error: unknown): boolean {
  return hasCode(error, UNAVAILABLE_CODES);
}
