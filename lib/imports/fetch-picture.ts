import { lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import net, { type LookupFunction } from "node:net";
import { fail, ok, type Result } from "@/lib/core/result";
import { MAX_PICTURE_BYTES } from "@/lib/media/store-picture";

const TIMEOUT_MS = 15_000;
const MAX_REDIRECTS = 3;
const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: "no such host",
  EAI_AGAIN: "no such host",
  ECONNREFUSED: "refused the connection",
};

/** Internal networks (RFC 6890): an address in a file must not make this machine send requests to its neighbours. */
const INTERNAL = new net.BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  INTERNAL.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  ["::", 128],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  INTERNAL.addSubnet(network, prefix, "ipv6");
}
const LOOPBACK = new net.BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

function isRefused(address: string, allowLoopback: boolean): boolean {
  const family = net.isIPv6(address) ? "ipv6" : "ipv4";
  return INTERNAL.check(address, family) || (!allowLoopback && LOOPBACK.check(address, family));
}

/**
 * Fetches a picture over HTTP or HTTPS, of at most 20 MB, within 15 seconds and three redirects; the error is a short reason.
 * Internal addresses are rejected, even behind a public name, but `allowLoopback` allows this machine's own.
 */
export async function fetchPicture(address: string, allowLoopback: boolean): Promise<Result<Uint8Array, string>> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = address;
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const answer = await request(url, allowLoopback, signal);
      if (!("redirect" in answer)) return ok(answer.bytes);
      url = new URL(answer.redirect, url).href;
    }
    return fail(`${address} redirects too often`);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = "code" in error ? String(error.code) : "";
    return fail(`${address}: ${signal.aborted ? "no answer in time" : (WORDS[code] ?? error.message)}`);
  }
}

async function request(
  address: string,
  allowLoopback: boolean,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array } | { redirect: string }> {
  if (!URL.canParse(address)) throw new Error("not an address");
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new Error("neither http nor https");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (net.isIP(host) && isRefused(host, allowLoopback)) throw new Error("an internal address");

  // The address is checked as the connection is opened, so a name can't resolve to one address for the check and another for use.
  const publicLookup: LookupFunction = (name, options, callback) =>
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      if (found.some(({ address }) => isRefused(address, allowLoopback))) return callback(new Error("an internal address"), []);
      const [first] = found;
      if (options.all) callback(null, found);
      else callback(null, first?.address ?? "", first?.family);
    });

  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const client = url.protocol === "https:" ? https : http;
    client.get(url, { lookup: publicLookup, signal, headers: { Accept: "image/*" } }, resolve).on("error", reject);
  });
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400 && headers.location) {
    response.destroy();
    return { redirect: headers.location };
  }
  if (statusCode !== 200) {
    response.destroy();
    throw new Error(`answered ${statusCode}`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    // Leaving the loop closes the connection.
    if (size > MAX_PICTURE_BYTES) throw new Error("larger than 20 MB");
    chunks.push(bytes);
  }
  return { bytes: Buffer.concat(chunks) };
}
