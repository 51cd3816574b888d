import { z } from "zod";
import { boundedFetch, MAX_ANSWER_BYTES } from "@/lib/core/bounded-fetch";
import { ProviderRejected, ProviderUnreachable } from "@/lib/payments/port/online-provider";

export type PayPalCredentials = { baseUrl: string; clientId: string; clientSecret: string };

export type PayPalCall = {
  method: "GET" | "POST";
  /** The path from the API's root, including the query. */
  path: string;
  body?: unknown;
  /** The idempotency key; PayPal remembers it for 6 hours for orders and 45 days for payments. */
  requestId?: string;
};

export type PayPalClient = {
  /**
   * Makes one call and parses the answer with `schema`.
   * @throws {ProviderUnreachable} when the outcome is unknown
   * @throws {ProviderRejected} with PayPal's issue, such as `ORDER_NOT_APPROVED`, or `not_found`
   */
  call<T>(call: PayPalCall, schema: z.ZodType<T>): Promise<T>;
};

const TIMEOUT_MS = 10_000;
const request = boundedFetch(MAX_ANSWER_BYTES);
/** An access token is renewed this long before it expires, so it can't expire in transit. */
const TOKEN_MARGIN_MS = 60_000;
/**
 * Statuses that leave the outcome open: a time-out, a call in progress under the same key, too many calls. They include
 * rejected credentials, as the same call succeeds once staff have corrected them.
 */
const UNDECIDED = new Set([401, 403, 408, 409, 429]);

const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() });
const errorSchema = z.object({
  name: z.string().optional(),
  details: z.array(z.object({ issue: z.string().optional() })).optional(),
});

export function createPayPalClient({ baseUrl, clientId, clientSecret }: PayPalCredentials): PayPalClient {
  let token: Token | undefined;

  /** Returns the current token; concurrent callers share one request for it. */
  function currentToken(): Token {
    if (token && performance.now() < token.endsAt) return token;
    const response = fetchToken();
    const fresh: Token = { value: response.then(({ access_token }) => access_token), endsAt: Number.POSITIVE_INFINITY };
    response.then(
      ({ expires_in }) => {
        fresh.endsAt = performance.now() + expires_in * 1000 - TOKEN_MARGIN_MS;
      },
      () => forget(fresh),
    );
    token = fresh;
    return fresh;
  }

  function forget(old: Token): void {
    if (token === old) token = undefined;
  }

  async function fetchToken() {
    const answer = await send(`${baseUrl}/v1/oauth2/token`, {
      method: "POST",
      headers: {
        Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
        "Content-Type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    });
    return read(answer, tokenSchema);
  }

  async function attempt({ method, path, body, requestId }: PayPalCall, { value }: Token): Promise<Answer> {
    return send(`${baseUrl}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${await value}`,
        Prefer: "return=representation",
        ...(method === "POST" && { "Content-Type": "application/json" }),
        ...(requestId && { "PayPal-Request-Id": requestId }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  return {
    async call(call, schema) {
      const used = currentToken();
      const answer = await attempt(call, used);
      if (answer.status !== 401) return read(answer, schema);
      // The token was revoked early: retry with a new one.
      forget(used);
      return read(await attempt(call, currentToken()), schema);
    },
  };
}

type Token = { value: Promise<string>; endsAt: number };
type Answer = { status: number; body: string; to: string };

async function send(url: string, init: RequestInit): Promise<Answer> {
  const to = `${init.method} ${new URL(url).pathname}`;
  try {
    const response = await request(url, { ...init, cache: "no-store", redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: response.status, body: await response.text(), to };
  } catch (error) {
    throw new ProviderUnreachable(`PayPal did not answer ${to}`, { cause: error });
  }
}

function read<T>({ status, body, to }: Answer, schema: z.ZodType<T>): T {
  if (status >= 500 || UNDECIDED.has(status)) throw new ProviderUnreachable(`PayPal answered ${status} to ${to}`);
  const json = parseJson(body);
  if (status >= 400) {
    const { name, details } = errorSchema.catch({}).parse(json);
    const code = status === 404 ? "not_found" : (details?.[0]?.issue ?? name ?? String(status));
    throw new ProviderRejected(code, `PayPal refused ${to}: ${status} ${code}`);
  }
  const answer = schema.safeParse(json);
  // The call may have succeeded, but an unreadable answer is no better than none.
  if (!answer.success) throw new ProviderUnreachable(`PayPal answered ${to} with what can't be read`, { cause: answer.error });
  return answer.data;
}

/** Parses JSON; returns undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
