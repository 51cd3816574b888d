import { canBecome, type OrderStatus } from "./status";

const CANCEL_MINUTES = 60;

/** Returns the last moment at which customers can cancel an order with nothing shipped yet. */
export function lastCancelTime({ placedAt }: { placedAt: Date }): Date {
  return new Date(placedAt.getTime() + CANCEL_MINUTES * 60_000);
}

/** Returns whether to offer cancellation to the customer; `cancelPlacedOrder` decides under the order's lock. */
export function isCancellable(order: { status: OrderStatus; placedAt: Date }, parcels: number, now: Date): boolean {
  return parcels === 0 && canBecome(order.status, "cancelled") && now <= lastCancelTime(order);
}
