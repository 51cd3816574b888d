import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import type { CartId } from "@/lib/core/ids";
import type { CartLine } from "./types";

/** Records that the customer has seen today's prices of these lines. Does not count as touching the cart. */
export async function confirmPrices(db: Executor, cartId: CartId, told: readonly CartLine[]): Promise<void> {
  if (told.length === 0) return;
  const prices = sql.join(
    told.map((line) => sql`(${line.variantId}::uuid, ${line.priceCents}::bigint)`),
    sql`, `,
  );
  await db.execute(sql`
    update cart_lines set seen_price_cents = told.price from (values ${prices}) as told (variant_id, price)
    where cart_lines.cart_id = ${cartId} and cart_lines.variant_id = told.variant_id`);
}
