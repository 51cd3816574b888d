import { STATUS_CODES } from "node:http";

/** A problem document (RFC 9457) that must not be cached. */
export function problem(status: number, detail?: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(
    { type: "about:blank", title: STATUS_CODES[status], status, detail },
    { status, headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers } },
  );
}

/** The request's body; undefined if it exceeds `maxBytes`, after which no more is read. */
export async function readBytes({ body }: Request, maxBytes: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Decodes UTF-8. Throws if the bytes aren't valid UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** When a request that found the database out of reach may be sent again. */
export const RETRY_AFTER_SECONDS = 5;
