import { addDays, bucketDay, type CalendarSettings, dayInMonth, daysBetween } from "@/lib/domain/calendar";
import type { Comparison } from "@/lib/domain/compare";
import { countBuckets, type ViewInterval } from "@/lib/domain/view/interval";
import type { Preset, RangeChoice, ViewRange } from "@/lib/domain/view/view-range";

/** What a view can be compared with, in the order of the menu. */
export const VIEW_COMPARISONS = ["none", "previous", "previous_weekday", "previous_year"] as const;
export type ViewComparison = (typeof VIEW_COMPARISONS)[number];

/** The same in the words of the API. */
export type AskedComparison = { compare: Comparison; compare_start_date?: string | undefined };

type Compared = { choice: RangeChoice; range: ViewRange; interval: ViewInterval };

/**
 * What to ask for. The previous period of a part of the calendar is the same part of the month, quarter, year or
 * billing period before; of weeks whole weeks, of months whole months, so that points stand under their like; else, and
 * where that would reach into the range itself, the same number of days directly before.
 */
export function askedComparison(
  comparison: ViewComparison,
  compared: Compared,
  calendar: CalendarSettings,
): AskedComparison {
  if (comparison === "none" || comparison === "previous_year") return { compare: comparison };
  const start = comparison === "previous_weekday" ? weeksBefore(compared.range) : earlier(compared, calendar);
  return start === undefined ? { compare: "previous" } : { compare: "previous", compare_start_date: start };
}

const daysOf = ({ start, end }: ViewRange) => daysBetween(start, end) + 1;

const weeksBefore = (range: ViewRange): string => addDays(range.start, -7 * Math.ceil(daysOf(range) / 7));

const MONTHS_BACK: Partial<Record<Preset, number>> = { mtd: 1, "last-month": 1, qtd: 3, ytd: 12 };

function earlier({ choice, range, interval }: Compared, calendar: CalendarSettings): string | undefined {
  if (range.instants) return undefined;
  const start = partBefore(choice, range, calendar) ?? bucketsBefore(range, interval, calendar);
  const isApart = start !== undefined && addDays(start, daysOf(range)) <= range.start;
  return isApart ? start : undefined;
}

/** The beginning of the same part of the calendar before; undefined for ranges that are none. */
function partBefore(choice: RangeChoice, { start }: ViewRange, calendar: CalendarSettings) {
  if (!("preset" in choice)) return undefined;
  const { preset } = choice;
  if (preset === "period" || preset === "last-period")
    return bucketDay(addDays(start, -1), "billing_period", calendar);
  const months = MONTHS_BACK[preset];
  return months === undefined ? undefined : dayInMonth(start, -months, 1);
}

function bucketsBefore(range: ViewRange, interval: ViewInterval, { weekStart }: CalendarSettings) {
  if (interval === "week") return weeksBefore(range);
  if (interval !== "month" || !range.start.endsWith("-01")) return undefined;
  return dayInMonth(range.start, -countBuckets(range, "month", weekStart), 1);
}
