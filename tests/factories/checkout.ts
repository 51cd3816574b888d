import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { settings } from "@/db/schema/shop";
import type { PlaceOrderInput } from "@/lib/checkout/place-order";
import { quoteCart } from "@/lib/checkout/quote-cart";
import { type CartId, checkoutKeySchema } from "@/lib/core/ids";
import { DEFAULT_LOCALE } from "@/lib/core/locales";

/** Sets the shop up for bank transfers. */
export async function openForTransfers(db: Db): Promise<void> {
  await db.insert(settings).values({ key: "company", value: { iban: "HR1210010051863000160" } });
}

/** The input of a customer in Zagreb who agrees to the cart's current total. */
export async function checkoutInput(db: Db, cartId: CartId, now: Date, values: Partial<PlaceOrderInput> = {}): Promise<PlaceOrderInput> {
  const address = {
    firstName: "Ana",
    lastName: "Babić",
    address: "Ilica 1",
    address2: "",
    postalCode: "10000",
    city: "Zagreb",
    country: "HR",
  };
  const input = {
    checkoutKey: checkoutKeySchema.parse(crypto.randomUUID()),
    cartId,
    email: "ana@example.com",
    phone: "+385911234567",
    company: "",
    vatId: "",
    shippingAddress: address,
    billingAddress: address,
    shippingMethod: "standard" as const,
    paymentMethod: "cash_on_delivery" as const,
    note: "",
    locale: DEFAULT_LOCALE,
    placedFrom: "192.0.2.1",
    ...values,
  };
  const request = { country: input.shippingAddress.country, shippingMethod: input.shippingMethod };
  const { fingerprint } = await quoteCart(db, cartId, request, now);
  return { fingerprint, ...input };
}

/** Lists every variant whose orders, counters and ledger disagree; empty if the books are correct. */
export async function listStockDisagreements(db: Db): Promise<unknown[]> {
  return await db.execute(sql`
    with ledger as (
      select variant_id,
        sum(case kind when 'receive' then quantity when 'return' then quantity when 'adjust' then quantity when 'ship' then -quantity else 0 end) as on_hand,
        sum(case kind when 'reserve' then quantity when 'release' then -quantity when 'ship' then -quantity else 0 end) as reserved
      from stock_movements group by variant_id),
    ordered as (
      select variant_id, sum(quantity) as quantity from (
        select l.variant_id, l.quantity
          - (select coalesce(sum(s.quantity), 0) from shipment_lines s where s.order_id = l.order_id and s.position = l.position) as quantity
        from order_lines l join orders o on o.id = l.order_id
        where o.status in ('pending', 'confirmed') and not exists (select from refunds r where r.order_id = o.id)
          and not exists (select from returns r where r.order_id = o.id and r.status = 'closed')
        union all
        -- Units refunded before they were sent are no longer reserved, which only the ledger shows for these orders.
        select m.variant_id, case m.kind when 'reserve' then m.quantity else -m.quantity end
        from stock_movements m join orders o on o.id = m.order_id
        where o.status in ('pending', 'confirmed') and m.kind in ('reserve', 'release', 'ship')
          and (exists (select from refunds r where r.order_id = o.id)
            or exists (select from returns r where r.order_id = o.id and r.status = 'closed'))) as held
      group by variant_id)
    select v.sku, v.on_hand, v.reserved, ledger.on_hand as ledger_on_hand, ledger.reserved as ledger_reserved, ordered.quantity as ordered
    from variants v left join ledger on ledger.variant_id = v.id left join ordered on ordered.variant_id = v.id
    where v.on_hand <> coalesce(ledger.on_hand, 0) or v.reserved <> coalesce(ledger.reserved, 0) or v.reserved <> coalesce(ordered.quantity, 0)`);
}
