import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { carts } from "@/db/schema/carts";
import type { CartId } from "@/lib/core/ids";

/** Sets the cart's country of delivery (ISO 3166-1 alpha-2). The caller has checked that the shop delivers there. */
export async function setCountry(db: Executor, cartId: CartId, country: string, now: Date): Promise<void> {
  await db.update(carts).set({ country, touchedAt: now }).where(eq(carts.id, cartId));
}
