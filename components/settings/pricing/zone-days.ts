import type { Subscription } from "@/lib/contracts/subscription";
import { addDays, dayInMonth } from "@/lib/domain/calendar";
import { dateIn } from "@/lib/domain/time-zone";

/** The calendar day of an instant in the billing zone. */
export const dayIn = (instant: string, timezone: string) => dateIn(Date.parse(instant), timezone);

export const dayBefore = (day: string) => addDays(day, -1);

/** The days of the billing period before the current one. */
export function lastPeriod({ period_start, anchor_day }: Subscription, timezone: string) {
  const start = dayIn(period_start, timezone);
  return { start_date: dayInMonth(start, -1, anchor_day), end_date: dayBefore(start) };
}
