import { type SQL, sql } from "drizzle-orm";
import { AUDIT_CHAIN, AUDIT_VALUES } from "@/lib/audit/verify-audit";
import { ordersWithAmounts } from "@/lib/orders/amount-due";

/** The units of each order and variant that the ledger still reserves. */
const reservedByOrder = sql`
  select order_id, variant_id, sum(case kind when 'reserve' then quantity else -quantity end)::int as reserved
  from stock_movements where kind in ('reserve', 'release', 'ship') and order_id is not null group by order_id, variant_id`;

/**
 * What must be true of the shop's books, each as a statement that selects the rows for which it is not. Each reads whole tables,
 * which takes minutes in a shop with millions of orders.
 */
export const BOOKS = {
  /** Counters of stock are the sums of the ledger. */
  stock: sql`
    with ledger as (
      select variant_id,
        sum(case kind when 'ship' then -quantity when 'reserve' then 0 when 'release' then 0 else quantity end)::int as on_hand,
        sum(case kind when 'reserve' then quantity when 'release' then -quantity when 'ship' then -quantity else 0 end)::int as reserved
      from stock_movements group by variant_id)
    select v.sku, v.on_hand, v.reserved, coalesce(l.on_hand, 0) as ledger_on_hand, coalesce(l.reserved, 0) as ledger_reserved
    from variants v left join ledger l on l.variant_id = v.id
    where v.on_hand <> coalesce(l.on_hand, 0) or v.reserved <> coalesce(l.reserved, 0)`,
  /** Only open orders reserve stock, and none more than it has left to send. */
  reservations: sql`
    select o.reference, o.status, r.reserved, coalesce(sum(l.quantity), 0)::int - coalesce((
      select sum(s.quantity) from shipment_lines s join order_lines sl on sl.order_id = s.order_id and sl.position = s.position
      where s.order_id = o.id and sl.variant_id = r.variant_id), 0)::int as to_send
    from (${reservedByOrder}) r join orders o on o.id = r.order_id
    left join order_lines l on l.order_id = o.id and l.variant_id = r.variant_id
    group by o.id, r.variant_id, r.reserved
    having r.reserved < 0 or (r.reserved > 0 and o.status not in ('pending', 'confirmed')) or r.reserved > coalesce(sum(l.quantity), 0)::int - coalesce((
      select sum(s.quantity) from shipment_lines s join order_lines sl on sl.order_id = s.order_id and sl.position = s.position
      where s.order_id = o.id and sl.variant_id = r.variant_id), 0)::int`,
  /** An order's total is that of its lines and delivery, and so is its VAT with its net. */
  orders: sql`
    select o.reference, o.total_cents, l.goods + o.shipping_cents as lines_cents, v.gross as vat_cents
    from orders o
    join lateral (select coalesce(sum(quantity * unit_price_cents - discount_cents), 0)::bigint as goods from order_lines where order_id = o.id) l on true
    join lateral (
      select coalesce(sum((share ->> 'netCents')::bigint + (share ->> 'vatCents')::bigint), 0)::bigint as gross
      from jsonb_array_elements(o.vat_by_rate) share) v on true
    where o.total_cents <> l.goods + o.shipping_cents or o.total_cents <> v.gross`,
  /** Each series has every number once, and no document is dated before the one with the number before it. */
  invoice_numbers: sql`
    with numbered as (
      select year, premises, device, number, issued_at,
        lag(number, 1, 0) over series as previous, lag(issued_at) over series as previous_at
      from invoices window series as (partition by year, premises, device order by number))
    select year, premises, device, number, issued_at, previous, previous_at from numbered
    where number <> previous + 1 or issued_at < previous_at
    union all
    select s.year, s.premises, s.device, s.last_number, s.last_issued_at, m.last, null
    from invoice_series s
    join lateral (select coalesce(max(number), 0) as last from invoices i
      where i.year = s.year and i.premises = s.premises and i.device = s.device) m on true
    where s.last_number <> m.last`,
  /** A document's total is that of its lines and delivery, and of net and VAT. */
  invoice_amounts: sql`
    select i.year, i.number, i.kind, (i.content ->> 'totalCents')::bigint as total_cents, l.paid, v.gross
    from invoices i
    join lateral (
      select coalesce(sum((line ->> 'paidCents')::bigint), 0)::bigint as paid from jsonb_array_elements(i.content -> 'lines') line) l on true
    join lateral (
      select coalesce(sum((share ->> 'netCents')::bigint + (share ->> 'vatCents')::bigint), 0)::bigint as gross
      from jsonb_array_elements(i.content -> 'vatByRate') share) v on true
    where (i.content ->> 'totalCents')::bigint <> l.paid + (i.content ->> 'shippingCents')::bigint
      or (i.content ->> 'totalCents')::bigint <> v.gross`,
  /** An order has one invoice at most, and its credit notes don't exceed it. */
  credit_notes: sql`
    select o.reference, count(*) filter (where i.kind = 'invoice') as invoices,
      sum(case i.kind when 'invoice' then 1 else -1 end * (i.content ->> 'totalCents')::bigint) as left_cents
    from invoices i join orders o on o.id = i.order_id group by o.id
    having count(*) filter (where i.kind = 'invoice') <> 1
      or sum(case i.kind when 'invoice' then 1 else -1 end * (i.content ->> 'totalCents')::bigint) < 0`,
  /** Money received is positive, and no more of it was refunded than there was. */
  payments: sql`
    select p.provider, p.provider_ref, p.amount_cents, coalesce(sum(r.amount_cents), 0)::bigint as refunded_cents
    from payments p left join refunds r on r.payment_id = p.id and r.status = 'succeeded'
    group by p.id having p.amount_cents <= 0 or coalesce(sum(r.amount_cents), 0) > p.amount_cents`,
  /** An order that is paid in full is confirmed and invoiced, and no money of a cancelled one is left. */
  settled: sql`
    select o.reference, o.status, a.billed as billed_cents, a.kept as kept_cents from ${ordersWithAmounts}
    where exists (select from payments p where p.order_id = o.id and p.status = 'captured')
      and ((o.status = 'cancelled' and a.kept > 0)
        or (a.kept > 0 and a.kept >= a.billed and o.status <> 'cancelled'
          and (o.status = 'pending' or not exists (select from invoices i where i.order_id = o.id))))`,
  /** What each order owes, as lists show it, is what its documents and payments add up to. */
  due: sql`
    select o.reference, o.status, o.due_cents as listed_cents, a.due as due_cents from ${ordersWithAmounts} where o.due_cents <> a.due`,
  /** A coupon was used as often as orders have redeemed it. */
  coupons: sql`
    select c.code, c.times_used, count(r.order_id)::int as redemptions
    from coupons c left join coupon_redemptions r on r.coupon_id = c.id group by c.id having c.times_used <> count(r.order_id)`,
  audit_chain: AUDIT_CHAIN,
  audit_values: AUDIT_VALUES,
} as const satisfies Record<string, SQL>;

export type Book = keyof typeof BOOKS;
