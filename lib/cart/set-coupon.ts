import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { carts } from "@/db/schema/carts";
import type { CartId } from "@/lib/core/ids";

/** Keeps a coupon code that was found to hold, or takes it away. It is judged again by every quote. */
export async function setCoupon(db: Executor, cartId: CartId, code: string | null, now: Date): Promise<void> {
  await db.update(carts).set({ couponCode: code, touchedAt: now }).where(eq(carts.id, cartId));
}
