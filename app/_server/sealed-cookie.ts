import { createHmac, timingSafeEqual } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/core/env";

const MINUTES = 30;
const MOST_BYTES = 64_000;

const kept = z.object({ content: z.unknown(), until: z.int() });

/**
 * Keeps what a form came to for the page that follows, under `path` and for half an hour. A cookie, because only the browser
 * that sent it may see it again; under a seal, so that what stands in it was judged here.
 */
export async function keepSealed(name: string, path: string, content: unknown): Promise<void> {
  const until = Date.now() + MINUTES * 60_000;
  const text = deflateRawSync(JSON.stringify({ content, until })).toString("base64url");
  (await cookies()).set(name, `${text}.${seal(name, text)}`, {
    path,
    httpOnly: true,
    sameSite: "lax",
    secure: env().SITE_URL.startsWith("https:"),
    maxAge: MINUTES * 60,
  });
}

/** Undefined where nothing was kept, where it is over, and where it is not of our making. */
export async function readSealed<T>(name: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const [text, given] = (await cookies()).get(name)?.value.split(".") ?? [];
  if (!text || !given) return undefined;
  const [own, theirs] = [Buffer.from(seal(name, text)), Buffer.from(given)];
  if (theirs.length !== own.length || !timingSafeEqual(theirs, own)) return undefined;
  const { content, until } = kept.parse(
    JSON.parse(inflateRawSync(Buffer.from(text, "base64url"), { maxOutputLength: MOST_BYTES }).toString()),
  );
  return until > Date.now() ? schema.safeParse(content).data : undefined;
}

function seal(name: string, text: string): string {
  return createHmac("sha256", env().CRON_SECRET).update(`cookie ${name} ${text}`).digest("base64url");
}
