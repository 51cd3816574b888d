import { createHash, timingSafeEqual } from "node:crypto";
import { headers } from "next/headers";
import { consume, type Limit } from "@/lib/auth/rate-limits";
import { env } from "@/lib/core/env";
import { clientAddress } from "./client-address";
import { database } from "./database";

/** Counts one use of a limit by whoever sent this request. For actions, handlers and pages made at each request; a cached page that called it would be cached no more. */
export async function consumeLimit(limit: Limit) {
  return await consume(database(), limit, clientAddress(await headers(), env().TRUSTED_PROXIES));
}

/** The body as text; null where it has more bytes than these, of which no more are read. */
export async function readText({ body }: Request, mostBytes: number): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Whether the request shows `Authorization: Bearer CRON_SECRET`. Takes the same time however much of it is right. */
export function hasBearerSecret(request: Request): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(request.headers.get("authorization") ?? ""), digest(`Bearer ${env().CRON_SECRET}`));
}
