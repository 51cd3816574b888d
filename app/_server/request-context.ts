import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import { headers } from "next/headers";
import { consume, type Limit } from "@/lib/auth/rate-limits";
import { env } from "@/lib/core/env";
import { log, logContext } from "@/lib/core/log";
import { database } from "./database";
import { PEER_HEADER } from "./peer-header";
import { correctHead } from "./response-head";
import { isRouterState } from "./router-state";

const STATE_HEADER = "next-router-state-tree";

/**
 * Gives every request, before Next sees it, the address of its socket and an id for all its log lines (the reverse proxy's
 * own id if usable). Sends a URL that can't be decoded, or a method that no page has, to app/api/bad-request, and drops an
 * unreadable router state, because Next would answer 500.
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
    warnOfProxies(request);
    if (!isAnswered(request)) Object.assign(request, { method: "GET", url: "/api/bad-request?because=method" });
    else if (!isDecodable(request.url ?? "")) Object.assign(request, { method: "GET", url: "/api/bad-request?because=address" });
    logContext.enterWith({ requestId });
  });
}

let warned = false;

/** Warns once if the shop seems to be behind a proxy that it doesn't know, where all visitors would share one limit. */
function warnOfProxies({ headers: given }: IncomingMessage): void {
  if (warned || env().TRUSTED_PROXIES > 0 || !(given["x-forwarded-for"] || given.forwarded)) return;
  warned = true;
  log.warn("a request was forwarded by a proxy while TRUSTED_PROXIES is 0: set it, or all visitors share the proxy's rate limits");
}

/** The methods of pages. Next would answer any other one with the page itself. */
const PAGE_METHODS = ["GET", "HEAD", "POST"];

function isAnswered({ method = "", url = "" }: IncomingMessage): boolean {
  return PAGE_METHODS.includes(method) || (url.startsWith("/api/") && method !== "TRACE");
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
 * The network that a sender's address counts for: an IPv4 address, or the /64 network of an IPv6 address, because one
 * connection has all addresses of such a network. Some proxies add a port to the address.
 */
export function networkOf(address: string): string {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
  if (!ipaddr.isValid(bare)) return bare;
  // An IPv4 address may be written as an IPv6 one.
  const read = ipaddr.process(bare);
  return read instanceof ipaddr.IPv6 ? `${new ipaddr.IPv6([...read.parts.slice(0, 4), 0, 0, 0, 0])}/64` : read.toString();
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

/** The network that a request with these headers counts for. */
export function senderNetwork(given: Headers): string {
  return networkOf(clientAddress(given, env().TRUSTED_PROXIES));
}

/** Counts one use of a limit by the sender of this request. A cached page must not call it, as it makes the page dynamic. */
export async function consumeLimit(limit: Limit) {
  return await consume(database(), limit, senderNetwork(await headers()));
}

/** Whether the request has `Authorization: Bearer <secret>`, compared in constant time. */
export function hasBearer(request: Request, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(request.headers.get("authorization") ?? ""), digest(`Bearer ${secret}`));
}
