import { createHmac } from "node:crypto";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis, type Requester } from "@upstash/redis";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "@/db/client";
import { readClock } from "@/db/clock";
import { boundedFetch, MAX_ANSWER_BYTES } from "@/lib/core/bounded-fetch";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { ok } from "@/lib/core/result";
import { subkeys } from "@/lib/core/secrets";

/** The maximum number of uses per caller within a window, which starts at the first use or, in Redis, slides. */
export const limits = {
  placeOrder: { max: 20, window: "1 h" },
  startPayment: { max: 5, window: "1 m" },
  syncPayment: { max: 60, window: "15 m" },
  /** Rendering takes seconds, in one thread for everybody. */
  printInvoice: { max: 30, window: "15 m" },
  couponTry: { max: 20, window: "15 m" },
  changeCart: { max: 240, window: "1 m" },
  search: { max: 120, window: "1 m" },
  /** Pages that ask the database at every visit: filtered lists, the cart, the checkout, orders. */
  view: { max: 240, window: "1 m" },
  suggest: { max: 240, window: "1 m" },
  /** Beside the waits of lib/auth/lockout.ts. */
  signIn: { max: 60, window: "15 m" },
  /** By member of staff. */
  staffView: { max: 600, window: "1 m" },
  staffChange: { max: 300, window: "1 m" },
  /** Requests for the link to an order, by sender address, and by the order's e-mail address. */
  trackOrder: { max: 20, window: "1 h" },
  trackEmail: { max: 5, window: "1 h" },
  /** Look-ups of an order by reference and email for a withdrawal. */
  findOrder: { max: 20, window: "1 h" },
  changeOrder: { max: 30, window: "1 h" },
  stockNotification: { max: 20, window: "1 h" },
  /** Webhooks that don't come from their provider; beyond the limit staff are alerted. */
  badSignature: { max: 10, window: "1 h" },
  contentReport: { max: 20, window: "1 m" },
  /** By sender address, before any check. Large enough for a provider's bursts; refused webhooks are sent again. */
  webhook: { max: 1200, window: "1 m" },
} as const satisfies Record<string, { max: number; window: `${number} ${keyof typeof SECONDS}` }>;

export type Limit = keyof typeof limits;

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

function seconds(window: string): number {
  const [count, unit] = window.split(" ");
  return Number(count) * (unit === "s" || unit === "m" || unit === "h" || unit === "d" ? SECONDS[unit] : Number.NaN);
}

/** Returns the keyed hash under which uses by an address or email are counted, so neither is stored. */
export function hashOf(key: string): string {
  return createHmac("sha256", subkeys("rate limits")[0]).update(key).digest("base64url");
}

export type RateLimited = { ok: false; error: "rate_limited"; retryAfterSeconds: number };

/**
 * Counts one use of `limit` by `key` (an address or e-mail, of which only a keyed hash is stored), outside the caller's
 * transaction, so a use counts even if the work fails. While the store can't be reached, each process counts separately,
 * which still stops floods but never shoppers.
 */
export async function consume(db: Db, limit: Limit, key: string): Promise<{ ok: true; value: undefined } | RateLimited> {
  try {
    await limiterFor(db, limit).consume(hashOf(key));
    return ok(undefined);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return { ok: false, error: "rate_limited", retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
  }
}

/** Counts one use; throws the library's `RateLimiterRes` if the limit is exceeded. */
type Limiter = { consume(hash: string): Promise<unknown> };

const limiters = new WeakMap<Db, Map<Limit, Limiter>>();

function limiterFor(db: Db, limit: Limit): Limiter {
  const ofDatabase = limiters.get(db) ?? new Map<Limit, Limiter>();
  limiters.set(db, ofDatabase);
  const limiter = ofDatabase.get(limit) ?? createLimiter(db, limit);
  ofDatabase.set(limit, limiter);
  return limiter;
}

/** Counts in Redis if configured, or else in PostgreSQL; in this process while the store does not answer. */
function createLimiter(db: Db, limit: Limit): Limiter {
  const { max, window } = limits[limit];
  const rules = { keyPrefix: limit, points: max * env().RATE_LIMIT_FACTOR, duration: seconds(window) };
  const inMemory = new RateLimiterMemory(rules);
  return createRedisCounter(rules, inMemory) ?? createPostgresCounter(db, rules, inMemory);
}

type Rules = { keyPrefix: Limit; points: number; duration: number };

/** The timeout for Redis. */
const REDIS_MS = 1000;

/** Undefined if no Redis is configured. */
function createRedisCounter({ keyPrefix, points, duration }: Rules, inMemory: RateLimiterMemory): Limiter | undefined {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
  if (!url || !token) return undefined;
  const redis = new Redis(createRequester(url, token));
  const counter = new Ratelimit({ redis, prefix: keyPrefix, limiter: Ratelimit.slidingWindow(points, `${duration} s`), timeout: 0 });
  return {
    async consume(hash) {
      let answer: Awaited<ReturnType<typeof counter.limit>>;
      try {
        answer = await counter.limit(hash);
      } catch (error) {
        log.warn({ err: error, limit: keyPrefix }, UNREACHABLE);
        return await inMemory.consume(hash);
      }
      if (!answer.success) throw new RateLimiterRes(0, answer.reset - Date.now());
    },
  };
}

const request = boundedFetch(MAX_ANSWER_BYTES);

/** Sends commands to Upstash's REST API, once each: the SDK's own client reads an answer of any size. */
function createRequester(url: string, token: string): Requester {
  const headers = { authorization: `Bearer ${token}` };
  return {
    async request({ body }) {
      const signal = AbortSignal.timeout(REDIS_MS);
      const answer = await request(url, { method: "POST", headers, body: JSON.stringify(body), signal });
      const { result, error } = JSON.parse(await answer.text());
      // The library recognises a script that Redis doesn't have yet by the error's text.
      if (!answer.ok) throw new Error(`Upstash answered ${answer.status}: ${error}`);
      return { result };
    },
  };
}

/** Larger than any count, smaller than any time in milliseconds. */
const LEAST_TIME = 1e12;

/**
 * Adapts the library's PostgreSQL store, which expects node-postgres but uses only one method of it. The library's times are
 * by this server's clock, those in the table by the database's: servers' clocks may differ.
 */
function createPostgresCounter(db: Db, rules: Rules, inMemory: RateLimiterMemory): Limiter {
  const storeClient = {
    async query({ text, values }: { text: string; values: (string | number | null)[] }) {
      try {
        const aheadMs = Date.now() - (await readClock(db)).getTime();
        const inTable = values.map((value) => (typeof value === "number" && value > LEAST_TIME ? value - aheadMs : value));
        const rows = await db.$client.unsafe<{ points: number; expire: string }[]>(text, inTable, {
          prepare: db.$client.options.prepare,
        });
        return { rows: rows.map(({ points, expire }) => ({ points, expire: Number(expire) + aheadMs })), rowCount: rows.count };
      } catch (error) {
        log.warn({ err: error, limit: rules.keyPrefix }, UNREACHABLE);
        throw error;
      }
    },
  };
  return new RateLimiterPostgres({
    ...rules,
    storeClient,
    storeType: "client",
    tableName: "rate_limits",
    tableCreated: true,
    // A caller over the limit causes no more database queries until the window ends.
    inMemoryBlockOnConsumed: rules.points + 1,
    insuranceLimiter: inMemory,
  });
}

const UNREACHABLE = "rate limits can't reach their store: this process counts for itself";
