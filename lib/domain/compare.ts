import { addYears, daysBetween } from "@/lib/domain/calendar";
import type { Range } from "@/lib/domain/range";
import { dateIn, instantOf, wallClock } from "@/lib/domain/time-zone";

export const COMPARISONS = ["none", "previous", "previous_year"] as const;
export type Comparison = (typeof COMPARISONS)[number];

const DAY_MS = 86_400_000;

export type CompareSettings = {
  compare: Exclude<Comparison, "none">;
  /** Where the compared range begins instead. */
  startDate?: string | undefined;
  now: Date;
};

/**
 * The range to compare with: the same number of days directly before, from another day, or a year earlier. While a
 * range is not over, the compared one ends at the same elapsed local time; before it has begun, it is undefined.
 */
export function comparedRange(range: Range, settings: CompareSettings): Range | undefined {
  const move = mover(range, settings);
  const from = move(range.from);
  const to = move(new Date(Math.min(range.to.getTime(), settings.now.getTime())));
  return to > from ? { from, to, timezone: range.timezone } : undefined;
}

function mover({ from, to, timezone }: Range, { compare, startDate }: CompareSettings): (at: Date) => Date {
  const first = dateIn(from.getTime(), timezone);
  if (compare === "previous_year") return byDays(daysBetween(addYears(first, -1), first), timezone);
  if (startDate !== undefined) return byDays(daysBetween(startDate, first), timezone);
  const clockTime = (at: Date) => wallClock(at.getTime(), timezone);
  const length = clockTime(to) - clockTime(from);
  if (length > 0 && length % DAY_MS === 0) return byDays(length / DAY_MS, timezone);
  const elapsed = to.getTime() - from.getTime();
  return (at) => new Date(at.getTime() - elapsed);
}

/** Back by calendar days, at the same local time. */
function byDays(days: number, timezone: string): (at: Date) => Date {
  return (at) => new Date(instantOf(wallClock(at.getTime(), timezone) - days * DAY_MS, timezone));
}
