import { taxDate } from "@/lib/tax/vat";
import { isPublicHoliday } from "./public-holidays";

/** The number of days in which a customer can withdraw, counted from the day after the last parcel arrived. */
export const WITHDRAWAL_DAYS = 14;

/** The number of days in which items must be sent back after a withdrawal (Directive 2011/83/EU, Art. 14(1)). */
export const RETURN_SHIPPING_DAYS = 14;

/** The number of days in which a withdrawal must be refunded, counted from the day after it was declared. */
const REFUND_DAYS = 14;

/**
 * Returns the last day, an ISO date in the shop's time zone, on which a customer can withdraw or request a return: fourteen
 * days after the last parcel arrived, or the next working day (Directive 2011/83/EU, Art. 9(2)(b); Regulation 1182/71, Art.
 * 3(4)). Returns null until everything has arrived.
 */
export function lastReturnDay(parcels: readonly { deliveredAt: Date | null }[], allSent: boolean): string | null {
  const arrived = parcels.map(({ deliveredAt }) => deliveredAt);
  if (!allSent || arrived.length === 0 || arrived.some((time) => time === null)) return null;
  const last = Math.max(...arrived.map((time) => time?.getTime() ?? 0));
  // Noon, so a change to or from summer time can't change the date.
  const day = new Date(`${taxDate(new Date(last))}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + WITHDRAWAL_DAYS);
  while (!isWorkingDay(day)) day.setUTCDate(day.getUTCDate() + 1);
  return isoDate(day);
}

/** Returns the last day, an ISO date, to refund a withdrawal declared at this time (Directive 2011/83/EU, Art. 13(1)). */
export function lastRefundDay(declaredAt: Date): string {
  const day = new Date(`${taxDate(declaredAt)}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + REFUND_DAYS);
  return isoDate(day);
}

function isWorkingDay(day: Date): boolean {
  return day.getUTCDay() !== 0 && day.getUTCDay() !== 6 && !isPublicHoliday(isoDate(day));
}

function isoDate(day: Date): string {
  return day.toISOString().slice(0, 10);
}

export function isReturnOpen(lastDay: string | null, now: Date): boolean {
  return lastDay === null || taxDate(now) <= lastDay;
}
