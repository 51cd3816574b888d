import { deflateRawSync, inflateRawSync } from "node:zlib";
import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { decrypt, encrypt } from "@/lib/core/encryption";
import { env } from "@/lib/core/env";
import { currentTime } from "./clock";

const DAY_SECONDS = 24 * 3600;
const YEAR_SECONDS = 365 * DAY_SECONDS;
const STAFF_SESSION_SECONDS = 8 * 3600;
const HALF_HOUR_SECONDS = 1800;
const PASSKEY_SECONDS = 300;

/** Cookies with a random id, a token or a number, and their lifetime in seconds. */
const PLAIN = {
  /** The id of the cart. */
  cart: YEAR_SECONDS,
  /** The number of items in the cart, shown by a script on prerendered pages. */
  cart_count: YEAR_SECONDS,
  /** The token of an order that this browser placed, one cookie per order. */
  order: DAY_SECONDS,
  /** The token of a member of staff's session. */
  staff: STAFF_SESSION_SECONDS,
  /** The back office's theme in this browser: `light` or `dark`; without it, the system's. */
  admin_theme: YEAR_SECONDS,
} as const;

/** The cookies that scripts read or write. */
const READABLE: readonly string[] = ["cart_count", "admin_theme"];

/** Cookies with personal data, and their lifetime in seconds. */
const ENCRYPTED = {
  checkout_draft: HALF_HOUR_SECONDS,
  withdrawal: HALF_HOUR_SECONDS,
  wrong_account: HALF_HOUR_SECONDS,
  tracking: HALF_HOUR_SECONDS,
  /** The challenge that a passkey is to answer in this browser. */
  passkey: PASSKEY_SECONDS,
} as const;

type PlainCookie = keyof typeof PLAIN;
type EncryptedCookie = keyof typeof ENCRYPTED;

/** Browsers drop a cookie over 4096 bytes, and Node accepts at most 16 kB of headers in a request. */
const MAX_BYTES = 3500;
const MAX_INFLATED_BYTES = 64_000;

/** @param key distinguishes cookies of one kind, as the reference does for orders */
export async function readCookie(name: PlainCookie, key?: string): Promise<string | undefined> {
  return (await cookies()).get(fullName(name, key))?.value;
}

/** Reads a cookie of a request that has not reached a page yet. */
export function cookieOf(request: NextRequest, name: PlainCookie): string | undefined {
  return request.cookies.get(fullName(name))?.value;
}

/** For actions and handlers only: a page's answer is sent before its cookies could be set. */
export async function setCookie(name: PlainCookie, value: string, key?: string): Promise<void> {
  (await cookies()).set(fullName(name, key), value, { ...flags(name), maxAge: PLAIN[name] });
}

const envelope = z.object({ content: z.unknown(), until: z.int() });

/**
 * Stores content encrypted, unreadable to anybody who obtains the cookie and invalid once its lifetime is over. Content too
 * large for a browser is dropped along with the earlier content, and the next page appears as without it.
 */
export async function setEncryptedCookie(name: EncryptedCookie, content: unknown): Promise<void> {
  // By the database's time, because another server may read it.
  const until = (await currentTime()).getTime() + ENCRYPTED[name] * 1000;
  const value = encrypt("cookies", name, deflateRawSync(JSON.stringify({ content, until })));
  if (value.length > MAX_BYTES) return await deleteCookie(name);
  (await cookies()).set(fullName(name), value, { ...flags(name), maxAge: ENCRYPTED[name] });
}

/** Reads the content; undefined if there is none, if it has expired, or if the shop did not encrypt it. */
export async function readEncryptedCookie<T>(name: EncryptedCookie, schema: z.ZodType<T>): Promise<T | undefined> {
  const bytes = decrypt("cookies", name, (await cookies()).get(fullName(name))?.value ?? "");
  if (!bytes) return undefined;
  const { content, until } = envelope.parse(JSON.parse(inflateRawSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES }).toString()));
  return until > (await currentTime()).getTime() ? schema.safeParse(content).data : undefined;
}

export async function deleteCookie(name: PlainCookie | EncryptedCookie): Promise<void> {
  (await cookies()).delete({ name: fullName(name), ...flags(name) });
}

const isSecure = () => env().SITE_URL.startsWith("https:");

/** The `__Host-` prefix stops other hosts and HTTP pages from overwriting a cookie. Scripts know only one name. */
function fullName(name: PlainCookie | EncryptedCookie, key?: string): string {
  const prefix = isSecure() && !READABLE.includes(name) ? "__Host-" : "";
  return `${prefix}${name}${key ? `_${key}` : ""}`;
}

function flags(name: PlainCookie | EncryptedCookie) {
  return { path: "/", httpOnly: !READABLE.includes(name), sameSite: "lax", secure: isSecure() } as const;
}
