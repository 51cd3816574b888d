import { hkdfSync } from "node:crypto";
import { env } from "./env";

const BYTES = 32;

/** What APP_SECRET serves. Each purpose has a subkey of its own, so that knowing one says nothing about the others. */
export type Purpose = "order access" | "cookies" | "rate limits" | "revalidation";

/**
 * The subkeys of 32 bytes for a purpose (HKDF, RFC 5869): first the one to write with, then, while a rotation lasts, that
 * of APP_SECRET_PREVIOUS, which still opens what was written before.
 */
export function subkeys(purpose: Purpose): readonly [Buffer, ...Buffer[]] {
  const { APP_SECRET, APP_SECRET_PREVIOUS } = env();
  const derive = (secret: string) => Buffer.from(hkdfSync("sha256", secret, "", `earthman ${purpose}`, BYTES));
  return APP_SECRET_PREVIOUS ? [derive(APP_SECRET), derive(APP_SECRET_PREVIOUS)] : [derive(APP_SECRET)];
}
