import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Tx } from "@/db/client";
import { orderAccessTokens } from "@/db/schema/orders";
import { env } from "@/lib/core/env";
import type { OrderId } from "@/lib/core/ids";

export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Makes a 256-bit token that shows one order until `expiresAt`; only its hash is stored. */
export async function issueAccessToken(tx: Tx, orderId: OrderId, expiresAt: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await tx.insert(orderAccessTokens).values({ tokenHash: hashToken(token), orderId, expiresAt });
  return token;
}

/**
 * The 256-bit token in a mail's link to its order. It is derived from the message's id, so that every try to send the
 * mail says the same and the link itself is stored nowhere; whoever writes the message stores its hash.
 */
export function tokenForMessage(messageId: string): string {
  return createHmac("sha256", env().CRON_SECRET).update(`order link ${messageId}`).digest("base64url");
}
