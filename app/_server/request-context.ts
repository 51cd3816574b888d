import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { headers } from "next/headers";
import { consume, type Limit } from "@/lib/auth/rate-limits";
import { env } from "@/lib/core/env";
import { logContext } from "@/lib/core/log";
import { database } from "./database";
import { PEER_HEADER } from "./peer-header";
import { correctHead } from "./response-head";
import { isRouterState } from "./router-state";

const STATE_HEADER = "next-router-state-tree";

/**
 * Gives every request, before Next sees it, the address of its socket and an id for all its log lines (the reverse proxy's
 * own id if usable). Sends a URL that can't be decoded to app/api/bad-request, and drops an unreadable router state, because
 * Next would answer 500.
 */
export function markRequests(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (!(request instanceof IncomingMessage)) return;
    if ("response" in message) correctHead(message.response);
    const given = request.headers["x-request-id"];
    const requestId = typeof given === "string" && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    request.headers["x-request-id"] = requestId;
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "unknown";
    if (!isRouterState(request.headers[STATE_HEADER])) delete request.headers[STATE_HEADER];
    if (!isDecodable(request.url ?? "")) Object.assign(request, { method: "GET", url: "/api/bad-request" });
    logContext.enterWith({ requestId });
  });
}

/** Whether a URL can be decoded. Pages accept any query, as browsers do; the API's query must be decodable too. */
export function isDecodable(url: string): boolean {
  const [path = ""] = url.split("?");
  try {
    decodeURIComponent(path.startsWith("/api/") ? url : path);
    return true;
  } catch {
    return false;
  }
}

/**
 * The client's address. Each trusted proxy appends the address of its own client to X-Forwarded-For, so the entry counted
 * from the right by the number of proxies is the client; anybody could have made up the entries further left.
 */
export function clientAddress(given: Headers, trustedProxies: number): string {
  const peer = given.get(PEER_HEADER) ?? "unknown";
  if (trustedProxies === 0) return peer;
  const forwarded = (given.get("x-forwarded-for") ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter(Boolean);
  return forwarded.at(-trustedProxies) ?? forwarded[0] ?? peer;
}

/** Counts one use of a limit by the sender of this request. A cached page must not call it, as it makes the page dynamic. */
export async function consumeLimit(limit: Limit) {
  return await consume(database(), limit, clientAddress(await headers(), env().TRUSTED_PROXIES));
}

/** Whether the request has `Authorization: Bearer <secret>`, compared in constant time. */
export function hasBearer(request: Request, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(request.headers.get("authorization") ?? ""), digest(`Bearer ${secret}`));
}
