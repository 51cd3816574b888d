/** Set by instrumentation.ts from the socket, over whatever the client sent under this name. */
export const PEER_HEADER = "x-peer-address";

/**
 * The address a request came from. Each trusted proxy appended to X-Forwarded-For whom it spoke to, so the client is as
 * many entries from the right as there are proxies; what stands further left anybody may have written.
 */
export function clientAddress(headers: Headers, trustedProxies: number): string {
  const peer = headers.get(PEER_HEADER) ?? "unknown";
  if (trustedProxies === 0) return peer;
  const forwarded = (headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter(Boolean);
  return forwarded.at(-trustedProxies) ?? forwarded[0] ?? peer;
}
