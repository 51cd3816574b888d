import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { CartId, VariantId } from "@/lib/core/ids";

/** Removes a line from the cart. Removing a missing line changes nothing. */
export async function removeFromCart(db: Executor, cartId: CartId, variantId: VariantId, now: Date): Promise<void> {
  await db.execute(sql`
    with line as (delete from cart_lines where cart_id = ${cartId} and variant_id = ${variantId} returning variant_id)
    update carts set touched_at = ${now.toISOString()} where id = ${cartId} and exists (select from line)`);
}
