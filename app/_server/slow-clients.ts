import { subscribe } from "node:diagnostics_channel";
import { Server } from "node:http";

/** The longest times that a client may take to send a request's headers, and the whole request. */
export const HEADERS_MS = 20_000;
export const REQUEST_MS = 60_000;
/** The longest time without a byte in either direction, as from a client that doesn't read its answer; longer than any job runs. */
const SILENCE_MS = 300_000;
/** Node looks for slow clients this often. */
export const CHECK_MS = 30_000;
/** How long a server that is asked to stop goes on answering; containers are killed after ten seconds. */
const STOP_MS = 8000;

let limited: Server | undefined;

/**
 * Hangs up on clients that keep a connection without using it. `next start` has no settings for it, so its server gets them
 * with its first request; until then Node's longer times apply.
 */
export function limitSlowClients(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("server" in message) || !(message.server instanceof Server)) return;
    if (message.server === limited) return;
    limited = message.server;
    limit(limited);
  });
}

function limit(server: Server): void {
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.timeout = SILENCE_MS;
  if (process.env.NODE_ENV !== "production") return;
  // Next keeps a connection that asks for WebSockets open for good; in production there are none.
  server.removeAllListeners("upgrade");
  // Node stops looking for slow clients when a server closes, and Next waits for the last connection.
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => setTimeout(() => server.closeAllConnections(), STOP_MS));
}
