import { bucketDay, type CalendarSettings, nextBucketDay } from "@/lib/domain/calendar";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";
import type { Range } from "@/lib/domain/range";
import { dateIn, startOfDay } from "@/lib/domain/time-zone";

export type BillingCalendar = CalendarSettings & { timezone: string };

/** The calendar of an organization: its billing zone, week and billing anchor. */
export function billingCalendar(tenant: {
  timezone: string;
  weekStart: CalendarSettings["weekStart"];
  billingAnchorDay: number;
}): BillingCalendar {
  const { timezone, weekStart, billingAnchorDay: anchorDay } = tenant;
  return { timezone, weekStart, anchorDay };
}

/** The day, month or billing period that holds an instant, in the billing zone; the end is excluded. */
export function quotaWindow(at: Date, period: QuotaPeriod, calendar: BillingCalendar): Range {
  const { timezone } = calendar;
  const first = bucketDay(dateIn(at.getTime(), timezone), period, calendar);
  const next = nextBucketDay(first, period, calendar);
  return { from: new Date(startOfDay(first, timezone)), to: new Date(startOfDay(next, timezone)), timezone };
}

/** The window directly before the one that begins at an instant. */
export function windowBefore(start: Date, period: QuotaPeriod, calendar: BillingCalendar): Range {
  return quotaWindow(new Date(start.getTime() - 1), period, calendar);
}
