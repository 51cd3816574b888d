import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { OrderId, VariantId } from "@/lib/ids";

export type StockLine = { variantId: VariantId; quantity: number };

/**
 * Promises units to an order: counters and ledger in one statement, variants locked in the order of their ids, so that two
 * orders can't wait for each other. Returns the lines it could reserve; where that
 * is fewer than were asked for, the caller must roll back. Lines must name each variant once.
 */
export async function reserveStock(tx: Tx, orderId: OrderId, lines: readonly StockLine[], actor: string): Promise<VariantId[]> {
  const rows = await tx.execute<{ variant_id: VariantId }>(sql`
    with wanted as (${wanted(lines)}),
    locked as (select id from variants where id in (select variant_id from wanted) order by id for update),
    reserved as (
      update variants set reserved = variants.reserved + wanted.quantity from wanted join locked on locked.id = wanted.variant_id
      where variants.id = wanted.variant_id and variants.on_hand - variants.reserved >= wanted.quantity
      returning variants.id, wanted.quantity)
    insert into stock_movements (variant_id, kind, quantity, order_id, actor)
    select id, 'reserve', quantity, ${orderId}, ${actor} from reserved returning variant_id`);
  return rows.map((row) => row.variant_id);
}

/** Gives back what an order still holds: what it reserved, less what was released or shipped. Safe to call again. */
export async function releaseStock(tx: Tx, orderId: OrderId, actor: string): Promise<void> {
  await tx.execute(sql`
    with held as (
      select variant_id, sum(case kind when 'reserve' then quantity else -quantity end)::int as quantity
      from stock_movements where order_id = ${orderId} and kind in ('reserve', 'release', 'ship')
      group by variant_id),
    locked as (select id from variants where id in (select variant_id from held) order by id for update),
    released as (
      update variants set reserved = variants.reserved - held.quantity from held join locked on locked.id = held.variant_id
      where variants.id = held.variant_id and held.quantity > 0
      returning variants.id, held.quantity)
    insert into stock_movements (variant_id, kind, quantity, order_id, actor)
    select id, 'release', quantity, ${orderId}, ${actor} from released`);
}

function wanted(lines: readonly StockLine[]) {
  return sql`select * from jsonb_to_recordset(${JSON.stringify(lines.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity })))}::text::jsonb) as lines(variant_id uuid, quantity int)`;
}
