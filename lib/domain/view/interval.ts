import { MAX_BUCKETS, type WeekStart } from "@/lib/domain/intervals";
import { countDays, type Day, partsOf, startOfWeek } from "@/lib/domain/view/calendar";
import type { RangeChoice, ResolvedRange } from "@/lib/domain/view/range";

export const VIEW_INTERVALS = ["hour", "day", "week", "month"] as const;
export type ViewInterval = (typeof VIEW_INTERVALS)[number];

/** How many buckets an interval cuts a range into; days with 23 or 25 hours count as 24 here. */
export function countBuckets(range: ResolvedRange, interval: ViewInterval, weekStart: WeekStart): number {
  const { start, end } = range;
  switch (interval) {
    case "hour":
      return range.instants ? 25 : countDays(start, end) * 24;
    case "day":
      return countDays(start, end);
    case "week":
      return (countDays(startOfWeek(start, weekStart), startOfWeek(end, weekStart)) - 1) / 7 + 1;
    case "month":
      return monthOf(end) - monthOf(start) + 1;
  }
}

function monthOf(day: Day): number {
  const { year, month } = partsOf(day);
  return year * 12 + month;
}

/** Why an interval cannot be chosen for a range; null when it can. */
export function whyNotInterval(
  range: ResolvedRange,
  interval: ViewInterval,
  weekStart: WeekStart,
): "too_few" | "too_many" | null {
  const buckets = countBuckets(range, interval, weekStart);
  if (buckets > MAX_BUCKETS) return "too_many";
  return buckets < 2 ? "too_few" : null;
}

/** The interval that suits a range best, when nobody chose one. */
export function defaultInterval(choice: RangeChoice, range: ResolvedRange): ViewInterval {
  if ("preset" in choice && choice.preset === "12m") return "month";
  const days = countDays(range.start, range.end);
  if (days <= 2) return "hour";
  if (days <= 92) return "day";
  return days <= 400 ? "week" : "month";
}

/** The chosen interval where the range allows it, else the one that suits it. */
export function effectiveInterval(
  chosen: ViewInterval | null,
  choice: RangeChoice,
  range: ResolvedRange,
  weekStart: WeekStart,
): ViewInterval {
  if (chosen && whyNotInterval(range, chosen, weekStart) === null) return chosen;
  return defaultInterval(choice, range);
}
