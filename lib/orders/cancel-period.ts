import { canBecome, type OrderStatus } from "./status";

const CANCEL_MINUTES = 60;

/** Until when, that moment included, its customer can cancel an order of which nothing was sent. */
export function lastCancelTime({ placedAt }: { placedAt: Date }): Date {
  return new Date(placedAt.getTime() + CANCEL_MINUTES * 60_000);
}

/** Whether its customer is offered to cancel it; `cancelPlacedOrder` decides under the order's lock. */
export function isCancellable(order: { status: OrderStatus; placedAt: Date }, parcels: number, now: Date): boolean {
  return parcels === 0 && canBecome(order.status, "cancelled") && now <= lastCancelTime(order);
}
