import { bucketDay, daysBetween } from "@/lib/domain/calendar";
import { MAX_BUCKETS, type WeekStart } from "@/lib/domain/intervals";
import type { RangeChoice, ViewRange } from "@/lib/domain/view/view-range";

export const VIEW_INTERVALS = ["hour", "day", "week", "month"] as const;
export type ViewInterval = (typeof VIEW_INTERVALS)[number];

/** How many buckets an interval cuts a range into; days with 23 or 25 hours count as 24 here. */
export function countBuckets(range: ViewRange, interval: ViewInterval, weekStart: WeekStart): number {
  const { start, end } = range;
  switch (interval) {
    case "hour":
      return range.instants ? 25 : (daysBetween(start, end) + 1) * 24;
    case "day":
      return daysBetween(start, end) + 1;
    case "week":
      return daysBetween(firstOfWeek(start, weekStart), firstOfWeek(end, weekStart)) / 7 + 1;
    case "month":
      return monthOf(end) - monthOf(start) + 1;
  }
}

const firstOfWeek = (date: string, weekStart: WeekStart) =>
  bucketDay(date, "week", { weekStart, anchorDay: 1 });
const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

/** Why an interval cannot be chosen for a range; null when it can. */
export function whyNotInterval(
  range: ViewRange,
  interval: ViewInterval,
  weekStart: WeekStart,
): "too_few" | "too_many" | null {
  const buckets = countBuckets(range, interval, weekStart);
  if (buckets > MAX_BUCKETS) return "too_many";
  return buckets < 2 ? "too_few" : null;
}

/** The interval that suits a range best, when nobody chose one. */
export function defaultInterval(choice: RangeChoice, range: ViewRange): ViewInterval {
  if ("preset" in choice && choice.preset === "12m") return "month";
  const days = daysBetween(range.start, range.end) + 1;
  if (days <= 2) return "hour";
  if (days <= 92) return "day";
  return days <= 400 ? "week" : "month";
}

/** The chosen interval where the range allows it, else the one that suits it. */
export function effectiveInterval(
  chosen: ViewInterval | null,
  choice: RangeChoice,
  range: ViewRange,
  weekStart: WeekStart,
): ViewInterval {
  if (chosen && whyNotInterval(range, chosen, weekStart) === null) return chosen;
  return defaultInterval(choice, range);
}
