import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { logContext } from "@/lib/core/log";
import { PEER_HEADER } from "./client-address";

/**
 * Gives every request, before Next sees it, an id (a front's own where it sent a usable one) that all its log lines
 * carry, and the address of its socket, which Next doesn't hand on to pages.
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
    logContext.enterWith({ requestId });
  });
}
