import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type Purpose, subkeys } from "./secrets";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts with the purpose's subkey (AES-256-GCM) into base64url. `context` names the kind of content and is authenticated,
 * so a text encrypted for one context can't be decrypted in another.
 */
export function encrypt(purpose: Purpose, context: string, content: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", subkeys(purpose)[0], nonce).setAAD(Buffer.from(context));
  const encrypted = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString("base64url");
}

/** Decrypts a text; returns undefined if it was altered, belongs to another context, or its secret is no longer set. */
export function decrypt(purpose: Purpose, context: string, text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
  for (const key of subkeys(purpose)) {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
    try {
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    } catch {
      // The text was encrypted with another key or altered; `final` does not distinguish the two.
    }
  }
  return undefined;
}
