import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { headers } from "next/headers";
import { consume, type Limit } from "@/lib/auth/rate-limits";
import { env } from "@/lib/core/env";
import { logContext } from "@/lib/core/log";
import { database } from "./database";

/** The address of a request's socket, which Next doesn't hand on. Set here, over whatever the client sent under this name. */
const PEER_HEADER = "x-peer-address";

/**
 * Gives every request, before Next sees it, an id (a front's own where it sent a usable one) that all its log lines
 * carry, and the address of its socket. One whose own address can't be decoded, which Next would answer by 500, is led to
 * app/api/bad-request.
 */
export function markRequests(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (!(request instanceof IncomingMessage)) return;
    const given = request.headers["x-request-id"];
    const requestId = typeof given === "string" && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    request.headers["x-request-id"] = requestId;
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "unknown";
    if (!isDecodable(request.url ?? "")) Object.assign(request, { method: "GET", url: "/api/bad-request" });
    logContext.enterWith({ requestId });
  });
}

/** Pages take any query, as browsers do; the API wants its own in order as well. */
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
 * The address a request came from. Each trusted proxy appended to X-Forwarded-For the one it was asked by, so the client is
 * as many entries from the right as there are proxies; entries further left may be anybody's invention.
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

/** Counts one use of a limit by whoever sent this request. A cached page that called it would be cached no more. */
export async function consumeLimit(limit: Limit) {
  return await consume(database(), limit, clientAddress(await headers(), env().TRUSTED_PROXIES));
}

/** Whether the request shows `Authorization: Bearer <secret>`. Takes the same time however much of it is right. */
export function hasBearer(request: Request, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(request.headers.get("authorization") ?? ""), digest(`Bearer ${secret}`));
}
