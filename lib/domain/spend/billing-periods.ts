import type { BillingCalendar } from "@/lib/domain/quota/window";
import { billingPeriod } from "@/lib/domain/range";

/** A billing period; `to` is excluded. */
export type BillingPeriod = { from: Date; to: Date };

/** The billing periods that touch a range, in order, whole and without gaps: months of the billing zone's calendar. */
export function billingPeriods(range: BillingPeriod, calendar: BillingCalendar): BillingPeriod[] {
  const periods: BillingPeriod[] = [];
  let at = range.from;
  while (at < range.to) {
    const { from, to } = billingPeriod(at, calendar.timezone, calendar);
    periods.push({ from, to });
    at = to;
  }
  return periods;
}
