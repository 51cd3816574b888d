export const RETURN_STATUSES = ["requested", "approved", "received", "refunded", "rejected", "closed"] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

/** The statuses that each status may change to. Unsent items are refunded without being received; returns of unpaid items are closed. */
const NEXT_RETURN_STATUS = {
  requested: ["approved", "rejected"],
  approved: ["received", "refunded", "rejected", "closed"],
  received: ["refunded", "rejected", "closed"],
  refunded: [],
  rejected: [],
  closed: [],
} as const satisfies Record<ReturnStatus, readonly ReturnStatus[]>;

export function canBecome(from: ReturnStatus, to: ReturnStatus): boolean {
  return NEXT_RETURN_STATUS[from].some((next) => next === to);
}
