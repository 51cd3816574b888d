const CANCEL_MINUTES = 60;

/** Until when, that moment included, its customer can cancel an order of which nothing was sent. */
export function lastCancelTime({ placedAt }: { placedAt: Date }): Date {
  return new Date(placedAt.getTime() + CANCEL_MINUTES * 60_000);
}
