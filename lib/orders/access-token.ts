import { createHash, randomBytes } from "node:crypto";
import type { Tx } from "@/db/client";
import { orderAccessTokens } from "@/db/schema/orders";
import type { OrderId } from "@/lib/ids";

export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Makes a 256-bit token that shows one order until `expiresAt`; only its hash is stored. */
export async function issueAccessToken(tx: Tx, orderId: OrderId, expiresAt: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await tx.insert(orderAccessTokens).values({ tokenHash: hashToken(token), orderId, expiresAt });
  return token;
}
