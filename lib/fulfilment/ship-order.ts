import { eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { disputes } from "@/db/schema/payments";
import { shipmentLines, shipments } from "@/db/schema/shipments";
import { transact } from "@/db/transaction";
import type { CommandContext } from "@/lib/core/actor";
import type { OrderId, ShipmentId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { shipStock } from "@/lib/inventory/move-stock";
import { issueInvoice } from "@/lib/invoices/issue-invoice";
import { findAmountDue } from "@/lib/orders/amount-due";
import { addEvent } from "@/lib/orders/events";
import { lockOrder } from "@/lib/orders/lock";
import { writeMessage } from "@/lib/outbox/write-message";
import { getSettings } from "@/lib/settings/settings";
import { advanceFulfilment, listUnsent, type Unsent } from "./advance-fulfilment";

export type ShipmentInput = {
  carrier: string;
  trackingNumber: string;
  /** Lines of the order by position. Without it, everything left that was not withdrawn from. */
  lines?: readonly { position: number; quantity: number }[];
  /** Staff send it although its payment is disputed, as after an inquiry that they have answered. */
  despiteDispute?: boolean;
};

/**
 * `withdrawn`: the customer withdrew from the items left, and staff must decide about that first; `disputed`: its payment is
 * disputed, or was lost in a dispute and not replaced.
 */
export type ShipError = "not_confirmed" | "nothing_left" | "withdrawn" | "more_than_left" | "disputed";

/** Records a parcel with some or all of the items left of a confirmed order; the last one sets the order to shipped. */
export async function shipOrder(
  db: Db,
  orderId: OrderId,
  parcel: ShipmentInput,
  context: CommandContext,
): Promise<Result<ShipmentId, ShipError>> {
  const { now } = context;
  return await transact(db, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order.status !== "confirmed") return fail("not_confirmed");
    const unsent = (await listUnsent(tx, orderId)).filter(({ quantity }) => quantity > 0);
    if (unsent.length === 0) return fail("nothing_left");
    const left = unsent.map((line) => ({ ...line, quantity: line.quantity - line.withdrawn })).filter(({ quantity }) => quantity > 0);
    if (left.length === 0) return fail("withdrawn");
    const lines = chosen(left, parcel.lines);
    if (!lines) return fail(chosen(unsent, parcel.lines) ? "withdrawn" : "more_than_left");
    if (!parcel.despiteDispute && (await isDisputed(tx, orderId))) return fail("disputed");
    const [shipment] = await tx
      .insert(shipments)
      .values({ orderId, carrier: parcel.carrier, trackingNumber: parcel.trackingNumber, shippedAt: now, createdAt: now })
      .returning({ id: shipments.id });
    if (!shipment) throw new Error("no shipment was inserted");
    await tx
      .insert(shipmentLines)
      .values(lines.map(({ position, quantity }) => ({ shipmentId: shipment.id, orderId, position, quantity })));
    await shipStock(tx, orderId, stockOf(lines), context);
    const { carrier, trackingNumber } = parcel;
    await addEvent(tx, orderId, { kind: "shipped", data: { carrier, trackingNumber } }, context);
    await writeMessage(tx, {
      kind: "shipped",
      recipient: order.email,
      orderId,
      dedupeKey: `shipped:${shipment.id}`,
      data: {
        carrier,
        trackingNumber,
        items: lines.map(({ position, quantity }) => ({ position, quantity })),
        more: countItems(lines) < countItems(left),
      },
    });
    await advanceFulfilment(tx, order);
    // An order that is paid later is invoiced when its first parcel leaves, and one with nothing to pay always is. This comes
    // last because it takes an invoice number.
    const isInvoiced = order.totalCents === 0 || (await getSettings(tx)).invoices.unpaidAt === "shipped";
    if (isInvoiced) await issueInvoice(tx, orderId, now);
    return ok(shipment.id);
  });
}

async function isDisputed(tx: Tx, orderId: OrderId): Promise<boolean> {
  const found = await tx.select({ status: disputes.status }).from(disputes).where(eq(disputes.orderId, orderId));
  if (found.some(({ status }) => status === "open")) return true;
  return found.some(({ status }) => status === "lost") && (await findAmountDue(tx, orderId)).dueCents > 0;
}

/** Returns the requested lines; null if one of them exceeds what is left or is named twice. */
function chosen(left: readonly Unsent[], wanted: ShipmentInput["lines"]): readonly Unsent[] | null {
  if (!wanted) return left;
  const lines = wanted.flatMap(({ position, quantity }) => {
    const line = left.find((one) => one.position === position);
    return line && Number.isInteger(quantity) && quantity > 0 && quantity <= line.quantity ? [{ ...line, quantity }] : [];
  });
  const whole = lines.length === wanted.length && new Set(lines.map(({ position }) => position)).size === lines.length;
  return whole && lines.length > 0 ? lines : null;
}

function countItems(lines: readonly Unsent[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function stockOf(lines: readonly Unsent[]) {
  return lines.flatMap(({ variantId, quantity }) => (variantId ? [{ variantId, quantity }] : []));
}
