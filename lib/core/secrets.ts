import { hkdfSync } from "node:crypto";
import { env } from "./env";

const BYTES = 32;

/** The purposes of APP_SECRET. Each has its own subkey, so a leaked subkey reveals nothing about the others. */
export type Purpose = "order access" | "cookies" | "rate limits" | "revalidation" | "staff";

/**
 * Returns a purpose's subkeys of 32 bytes (HKDF, RFC 5869). The first is for writing; during a rotation the second, from
 * APP_SECRET_PREVIOUS, still reads older data.
 */
export function subkeys(purpose: Purpose): readonly [Buffer, ...Buffer[]] {
  const { APP_SECRET, APP_SECRET_PREVIOUS } = env();
  const derive = (secret: string) => Buffer.from(hkdfSync("sha256", secret, "", `earthman ${purpose}`, BYTES));
  return APP_SECRET_PREVIOUS ? [derive(APP_SECRET), derive(APP_SECRET_PREVIOUS)] : [derive(APP_SECRET)];
}
