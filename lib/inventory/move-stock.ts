import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type CommandContext, toStoredActor } from "@/lib/core/actor";
import type { OrderId, VariantId } from "@/lib/core/ids";

export type StockLine = { variantId: VariantId; quantity: number };

/** A reserved line. `available` units can still be sold; at `threshold` or below, staff are notified. */
export type Reserved = StockLine & { available: number; threshold: number };

/** Units that an order no longer contains: `sent` of them were sent to the customer, the others are still reserved for the order. */
export type ReturnedStock = StockLine & { sent: number };

/**
 * Reserves units for an order: counters and ledger in one statement, variants locked in the order of their ids, so two orders
 * can't wait for each other. Lines must name each variant once. Returns the lines it could reserve; if any line is missing,
 * the caller must roll back.
 */
export async function reserveStock(tx: Tx, orderId: OrderId, lines: readonly StockLine[], context: CommandContext): Promise<Reserved[]> {
  return await tx.execute<Reserved>(sql`
    with wanted as (${wanted(lines)}),
    locked as (select id from variants where id in (select variant_id from wanted) order by id for no key update),
    reserved as (
      update variants set reserved = variants.reserved + wanted.quantity from wanted join locked on locked.id = wanted.variant_id
      where variants.id = wanted.variant_id and variants.on_hand - variants.reserved >= wanted.quantity
      returning variants.id, wanted.quantity, variants.on_hand - variants.reserved as available, variants.low_stock_threshold),
    ledger as (${record(orderId, sql`select id, 'reserve'::stock_movement_kind, quantity from reserved`, context)})
    select id as "variantId", quantity, available, low_stock_threshold as threshold from reserved`);
}

/** Releases the units still reserved for an order: reserved less released or shipped. Safe to call again. */
export async function releaseStock(tx: Tx, orderId: OrderId, context: CommandContext): Promise<void> {
  await tx.execute(sql`
    with held as (
      select variant_id, sum(case kind when 'reserve' then quantity else -quantity end)::int as quantity
      from stock_movements where order_id = ${orderId} and kind in ('reserve', 'release', 'ship')
      group by variant_id),
    locked as (select id from variants where id in (select variant_id from held) order by id for no key update),
    released as (
      update variants set reserved = variants.reserved - held.quantity from held join locked on locked.id = held.variant_id
      where variants.id = held.variant_id and held.quantity > 0
      returning variants.id, held.quantity)
    ${record(orderId, sql`select id, 'release'::stock_movement_kind, quantity from released`, context)}`);
}

/** Ships units: takes them out of stock and out of the reservation. The caller has checked that they are reserved for the order. */
export async function shipStock(tx: Tx, orderId: OrderId, lines: readonly StockLine[], context: CommandContext): Promise<void> {
  await tx.execute(sql`
    with wanted as (${wanted(lines)}),
    locked as (select id from variants where id in (select variant_id from wanted) order by id for no key update),
    shipped as (
      update variants set on_hand = on_hand - wanted.quantity, reserved = reserved - wanted.quantity
      from wanted join locked on locked.id = wanted.variant_id where variants.id = wanted.variant_id
      returning variants.id, wanted.quantity)
    ${record(orderId, sql`select id, 'ship'::stock_movement_kind, quantity from shipped`, context)}`);
}

/**
 * Puts units of an order back on sale: units still reserved are released, units that were sent are taken into stock. If there are
 * fewer of one kind, the other kind makes up for them. Returns false, having changed nothing, if there are fewer of both.
 */
export async function restock(tx: Tx, orderId: OrderId, lines: readonly ReturnedStock[], context: CommandContext): Promise<boolean> {
  const moved = sql`
    select variant_id, 'release'::stock_movement_kind, released from allowed where released > 0
    union all select variant_id, 'return', returned from allowed where returned > 0`;
  const [{ missing } = { missing: 1 }] = await tx.execute<{ missing: number }>(sql`
    with wanted as (${wantedBack(lines)}),
    locked as (select id from variants where id in (select variant_id from wanted) order by id for no key update),
    out as (${heldAndSent(orderId)}),
    split as (
      select variant_id, quantity, held, sent, quantity - greatest(least(wanted_sent, sent), quantity - held) as released
      from wanted join out using (variant_id)),
    wrong as (select from split where released > held or quantity - released > sent),
    allowed as (select variant_id, released, quantity - released as returned from split where not exists (select from wrong)),
    counted as (
      update variants set on_hand = on_hand + returned, reserved = reserved - released from allowed
      where variants.id = allowed.variant_id),
    ledger as (${record(orderId, moved, context)})
    select count(*)::int as missing from wrong`);
  return missing === 0;
}

/** Writes off unsent units of an order, as far as they are still reserved for it. */
export async function writeOff(tx: Tx, orderId: OrderId, lines: readonly ReturnedStock[], context: CommandContext): Promise<void> {
  const moved = sql`
    select id, 'release'::stock_movement_kind, quantity from counted
    union all select id, 'adjust', -quantity from counted`;
  await tx.execute(sql`
    with wanted as (${wantedBack(lines)}),
    locked as (select id from variants where id in (select variant_id from wanted) order by id for no key update),
    out as (${heldAndSent(orderId)}),
    lost as (
      select variant_id, least(held, quantity - least(wanted_sent, sent)) as quantity
      from wanted join out using (variant_id)),
    counted as (
      update variants set on_hand = on_hand - lost.quantity, reserved = reserved - lost.quantity from lost
      where variants.id = lost.variant_id and lost.quantity > 0
      returning variants.id, lost.quantity)
    ${record(orderId, moved, context)}`);
}

/** Writes the ledger's rows of an order; `moved` selects variant, kind and quantity. */
function record(orderId: OrderId, moved: SQL, { actor, now }: CommandContext): SQL {
  const { actorKind, actorId } = toStoredActor(actor);
  return sql`
    insert into stock_movements (variant_id, kind, quantity, order_id, actor_kind, actor_id, created_at)
    select moved.*, ${orderId}::uuid, ${actorKind}, ${actorId}::uuid, ${now.toISOString()}::timestamptz from (${moved}) as moved`;
}

/** The units of each locked variant still reserved for an order, and those sent and not returned. */
function heldAndSent(orderId: OrderId): SQL {
  return sql`
    select locked.id as variant_id,
      coalesce(sum(case m.kind when 'reserve' then m.quantity when 'release' then -m.quantity when 'ship' then -m.quantity end), 0)::int as held,
      coalesce(sum(case m.kind when 'ship' then m.quantity when 'return' then -m.quantity end), 0)::int as sent
    from locked left join stock_movements m on m.variant_id = locked.id and m.order_id = ${orderId} group by locked.id`;
}

function wanted(lines: readonly StockLine[]): SQL {
  const rows = JSON.stringify(lines.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity })));
  return sql`select * from jsonb_to_recordset(${rows}::text::jsonb) as lines(variant_id uuid, quantity int)`;
}

function wantedBack(lines: readonly ReturnedStock[]): SQL {
  const rows = JSON.stringify(lines.map(({ variantId, quantity, sent }) => ({ variant_id: variantId, quantity, wanted_sent: sent })));
  return sql`select * from jsonb_to_recordset(${rows}::text::jsonb) as lines(variant_id uuid, quantity int, wanted_sent int)`;
}
