import { deflateRawSync, inflateRawSync } from "node:zlib";
import { cookies } from "next/headers";
import { z } from "zod";
import { decrypt, encrypt } from "@/lib/core/encryption";
import { env } from "@/lib/core/env";

const DAY_SECONDS = 24 * 3600;
const YEAR_SECONDS = 365 * DAY_SECONDS;
const HALF_HOUR_SECONDS = 1800;

/** Cookies that hold a random id, a token or a number, with the seconds they last. */
const PLAIN = {
  /** The id of the cart. */
  cart: YEAR_SECONDS,
  /** The number of items in it, which a script shows on prerendered pages: the one cookie that scripts may read. */
  cart_count: YEAR_SECONDS,
  /** The token of an order that this browser placed: one cookie for each order. */
  order: DAY_SECONDS,
} as const;

/** Cookies that hold something personal, with the seconds they last. */
const ENCRYPTED = {
  checkout_draft: HALF_HOUR_SECONDS,
  withdrawal: HALF_HOUR_SECONDS,
  wrong_account: HALF_HOUR_SECONDS,
  tracking: HALF_HOUR_SECONDS,
} as const;

type PlainCookie = keyof typeof PLAIN;
type EncryptedCookie = keyof typeof ENCRYPTED;

/** Browsers drop a cookie of more than 4096 bytes, and Node takes no more than 16 kB of headers in a request. */
const MAX_BYTES = 3500;
const MAX_INFLATED_BYTES = 64_000;

/** @param key tells cookies of one kind apart, as the reference does orders' */
export async function readCookie(name: PlainCookie, key?: string): Promise<string | undefined> {
  return (await cookies()).get(fullName(name, key))?.value;
}

/** In actions and handlers: browsers get a page's answer before its cookies could be set. */
export async function setCookie(name: PlainCookie, value: string, key?: string): Promise<void> {
  (await cookies()).set(fullName(name, key), value, { ...flags(name), maxAge: PLAIN[name] });
}

const envelope = z.object({ content: z.unknown(), until: z.int() });

/**
 * Stores what only this browser may see again, whoever else gets hold of the cookie, and only for its time. Content that no
 * browser would keep is dropped, and an earlier one with it: the next page shows what it shows without.
 */
export async function setEncryptedCookie(name: EncryptedCookie, content: unknown): Promise<void> {
  const until = Date.now() + ENCRYPTED[name] * 1000;
  const value = encrypt("cookies", name, deflateRawSync(JSON.stringify({ content, until })));
  if (value.length > MAX_BYTES) return await deleteCookie(name);
  (await cookies()).set(fullName(name), value, { ...flags(name), maxAge: ENCRYPTED[name] });
}

/** Undefined where there is none, where its time is over, and where it isn't one of ours. */
export async function readEncryptedCookie<T>(name: EncryptedCookie, schema: z.ZodType<T>): Promise<T | undefined> {
  const bytes = decrypt("cookies", name, (await cookies()).get(fullName(name))?.value ?? "");
  if (!bytes) return undefined;
  const { content, until } = envelope.parse(JSON.parse(inflateRawSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES }).toString()));
  return until > Date.now() ? schema.safeParse(content).data : undefined;
}

export async function deleteCookie(name: EncryptedCookie): Promise<void> {
  (await cookies()).delete({ name: fullName(name), ...flags(name) });
}

const isSecure = () => env().SITE_URL.startsWith("https:");

/** `__Host-` lets no other host and no http set a cookie over ours. The badge's script knows one name only. */
function fullName(name: PlainCookie | EncryptedCookie, key?: string): string {
  const prefix = isSecure() && name !== "cart_count" ? "__Host-" : "";
  return `${prefix}${name}${key ? `_${key}` : ""}`;
}

function flags(name: PlainCookie | EncryptedCookie) {
  return { path: "/", httpOnly: name !== "cart_count", sameSite: "lax", secure: isSecure() } as const;
}
