import { createHmac, randomBytes } from "node:crypto";
import type { Tx } from "@/db/client";
import { orderAccessTokens } from "@/db/schema/orders";
import type { OrderId } from "@/lib/core/ids";
import { subkeys } from "@/lib/core/secrets";

const keyedHash = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/**
 * Returns the hashes under which a token may be stored, with the current secret and, during a rotation, with the previous one.
 * The hashes are keyed, so a token becomes invalid together with its secret.
 */
export function hashesOfToken(token: string): Buffer[] {
  return subkeys("order access").map((key) => keyedHash(key, token));
}

/** Issues a 256-bit token that shows one order until `expiresAt`; only its keyed hash is stored. */
export async function issueAccessToken(tx: Tx, orderId: OrderId, expiresAt: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = keyedHash(subkeys("order access")[0], token);
  await tx.insert(orderAccessTokens).values({ tokenHash, orderId, expiresAt });
  return token;
}

type MessageLink = { token: string; tokenHash: Buffer };

/**
 * Returns the 256-bit token in a mail's link to its order, and the token's hash: first with the current secret, then with the
 * previous one during a rotation. The token is derived from the message's id, so every try sends the same link and the link
 * itself is never stored.
 */
export function linksOfMessage(messageId: string): readonly [MessageLink, ...MessageLink[]] {
  const derive = (key: Buffer) => {
    const token = keyedHash(key, `message ${messageId}`).toString("base64url");
    return { token, tokenHash: keyedHash(key, token) };
  };
  const [current, ...previous] = subkeys("order access");
  return [derive(current), ...previous.map(derive)];
}
