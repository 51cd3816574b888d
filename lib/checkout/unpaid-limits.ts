import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { hashOf } from "@/lib/auth/rate-limits";
import { env } from "@/lib/core/env";
import type { Cents } from "@/lib/core/money";
import type { ShopSettings } from "@/lib/settings/settings";
import type { CartItem } from "./cart-items";
import type { PlaceOrderInput } from "./place-order";

// Limits on orders that hold stock without payment, so nobody can take the catalogue off sale.

type UnpaidLimits = ShopSettings["unpaidOrders"];

/** The units of a variant that an unpaid order may hold however few there are. */
const ALWAYS_ALLOWED = 3;

/** Returns whether these items are more than an order may hold without payment. One with nothing to pay isn't unpaid. */
export function exceedsUnpaidLimits(
  goods: readonly Pick<CartItem, "quantity" | "sellable">[],
  totalCents: Cents,
  { maximumCents, maximumItems, maximumStockPercent }: UnpaidLimits,
): boolean {
  if (totalCents === 0) return false;
  const items = goods.reduce((sum, { quantity }) => sum + quantity, 0);
  const takesTooMuch = goods.some(({ quantity, sellable }) => quantity > ALWAYS_ALLOWED && quantity * 100 > sellable * maximumStockPercent);
  return totalCents > maximumCents || items > maximumItems || takesTooMuch;
}

/**
 * Returns whether this customer or network already has as many open unpaid orders as allowed. Other orders of theirs wait
 * until the transaction ends, so concurrent ones are counted too. Call it after locking the variants, before the coupon.
 */
export async function hasUnpaidOrders(
  tx: Tx,
  { email, phone, placedFrom }: Pick<PlaceOrderInput, "email" | "phone" | "placedFrom">,
  { perCustomer, perNetwork }: UnpaidLimits,
): Promise<boolean> {
  const network = hashOf(placedFrom);
  const address = email.toLowerCase();
  await tx.execute(sql`
    select pg_advisory_xact_lock(key)
    from (select distinct hashtextextended('unpaid ' || name, 0) as key from (values (${address}), (${phone}), (${network})) as names (name)
      order by key) as keys`);
  const count = (isTheirs: SQL) => sql`(select count(*)::int from orders o
    where ${isTheirs} and not o.online and o.status in ('pending', 'confirmed') and o.total_cents > 0
      and not exists (select from payments p where p.order_id = o.id and p.status = 'captured'))`;
  const [open] = await tx.execute<{ byEmail: number; byPhone: number; byNetwork: number }>(sql`
    select ${count(sql`lower(o.email) = ${address}`)} as "byEmail", ${count(sql`o.phone = ${phone}`)} as "byPhone",
      ${count(sql`o.placed_from = ${network}`)} as "byNetwork"`);
  if (!open) throw new Error("nothing was counted");
  const { RATE_LIMIT_FACTOR } = env();
  return Math.max(open.byEmail, open.byPhone) >= perCustomer * RATE_LIMIT_FACTOR || open.byNetwork >= perNetwork * RATE_LIMIT_FACTOR;
}
