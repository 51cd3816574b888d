import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Executor, Tx } from "@/db/client";
import { CANCEL_REASONS, orderEvents } from "@/db/schema/orders";
import { REFUND_REASONS } from "@/db/schema/payments";
import { type CommandContext, type RecordedActor, readActor, toStoredActor } from "@/lib/core/actor";
import type { OrderId } from "@/lib/core/ids";
import { cents } from "@/lib/core/money";

const event = <K extends string, D extends z.ZodRawShape>(kind: K, data: D) => z.object({ kind: z.literal(kind), data: z.object(data) });

/** Null in events from before amounts were stored, if the payment or refund was not found either. */
const amountCents = z.int().nonnegative().transform(cents).nullable();

/** All kinds of events of an order, with their data. */
const orderEventSchema = z.discriminatedUnion("kind", [
  event("placed", {}),
  event("confirmed", {}),
  event("reserved_again", {}),
  event("cancelled", { reason: z.enum(CANCEL_REASONS), note: z.string() }),
  event("payment_processing", {}),
  event("payment_received", { amountCents }),
  event("payment_failed", {}),
  /** The amount received differs from the amount due. */
  event("payment_review", {}),
  /** A transfer or cash covered only part of the amount due. */
  event("underpaid", { amountCents }),
  /** Staff corrected the cash that they had recorded. */
  event("cash_corrected", { fromCents: amountCents, toCents: amountCents }),
  event("disputed", {}),
  event("dispute_closed", { outcome: z.enum(["won", "lost"]).optional() }),
  event("refund_requested", { amountCents, reason: z.enum(REFUND_REASONS).nullable() }),
  /** The customer entered the bank account for a refund. */
  event("account_named", {}),
  /** Staff dropped it, because the customer objected to it. */
  event("account_dropped", {}),
  event("refunded", { amountCents }),
  event("refund_failed", { amountCents }),
  event("shipped", { carrier: z.string(), trackingNumber: z.string() }),
  event("delivered", {}),
  event("withdrawal_declared", {}),
  event("return_requested", {}),
  event("return_approved", {}),
  event("return_received", {}),
  event("return_refunded", {}),
  event("return_rejected", { rejection: z.string() }),
  event("return_closed", {}),
]);

export type OrderEvent = z.output<typeof orderEventSchema>;
export type OrderEventKind = OrderEvent["kind"];

/** An event as read from the timeline. */
export type TimelineEvent = OrderEvent & { id: number; actor: RecordedActor; createdAt: Date };

/** Adds an event to the order's timeline. */
export async function addEvent(tx: Tx, orderId: OrderId, { kind, data }: OrderEvent, { actor, now }: CommandContext): Promise<void> {
  await tx.insert(orderEvents).values({ orderId, kind, data, ...toStoredActor(actor), createdAt: now });
}

/** Lists the order's timeline, oldest first. Throws if a row is not one of these events. */
export async function listEvents(db: Executor, orderId: OrderId): Promise<TimelineEvent[]> {
  const rows = await db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId)).orderBy(asc(orderEvents.id));
  return rows.map((row) => ({ ...orderEventSchema.parse(row), id: row.id, actor: readActor(row), createdAt: row.createdAt }));
}
