import type { BillingCalendar } from "@/lib/domain/quota/window";
import { billingPeriod } from "@/lib/domain/range";

/** A billing period; `to` is excluded. */
export type BillingPeriod = { from: Date; to: Date };

/**
 * The billing periods that touch a range, in order, whole and without gaps: months of the billing zone's calendar, but
 * those that are closed are as they were closed, also where the anchor day or the zone changed since.
 */
export function billingPeriods(
  range: BillingPeriod,
  calendar: BillingCalendar,
  closed: readonly BillingPeriod[] = [],
): BillingPeriod[] {
  const periods: BillingPeriod[] = [];
  let at = range.from;
  while (at < range.to) {
    const period = periodAt(at, calendar, closed);
    periods.push(period);
    at = period.to;
  }
  return periods;
}

/** The billing period that holds an instant. */
export function periodAt(
  at: Date,
  calendar: BillingCalendar,
  closed: readonly BillingPeriod[] = [],
): BillingPeriod {
  const own = closed.find(({ from, to }) => from <= at && at < to);
  if (own) return { from: own.from, to: own.to };
  const { from, to } = billingPeriod(at, calendar.timezone, calendar);
  const ends = closed.filter((one) => one.to <= at).map((one) => one.to.getTime());
  const starts = closed.filter((one) => one.from > at).map((one) => one.from.getTime());
  return {
    from: new Date(Math.max(from.getTime(), ...ends)),
    to: new Date(Math.min(to.getTime(), ...starts)),
  };
}
