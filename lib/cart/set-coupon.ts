import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { carts } from "@/db/schema/carts";
import type { CartId } from "@/lib/core/ids";

/** Stores a coupon code that was found valid, or removes it. Every quote checks it again. */
export async function setCoupon(db: Executor, cartId: CartId, code: string | null, now: Date): Promise<void> {
  await db.update(carts).set({ couponCode: code, touchedAt: now }).where(eq(carts.id, cartId));
}
