import { addDays, dayInMonth, daysBetween } from "@/lib/domain/calendar";
import { FIRST_DAY, type ViewRange } from "@/lib/domain/view/view-range";

type Days = { start: string; end: string };

/**
 * The range one whole length earlier or later. Whole months move by months, the last 24 hours to the day before.
 * Null where nothing lies there: before the first day, or when the range already ends today.
 */
export function shiftRange(range: ViewRange, direction: -1 | 1, today: string): Days | null {
  if (direction === 1) return range.end >= today ? null : untilToday(moved(range, 1), today);
  if (range.instants) return { start: range.start, end: range.start };
  const earlier = moved(range, -1);
  return earlier.start < FIRST_DAY ? null : earlier;
}

function moved({ start, end }: Days, direction: -1 | 1): Days {
  if (start === dayInMonth(start, 0, 1) && end === dayInMonth(end, 0, 31)) {
    const months = direction * (monthOf(end) - monthOf(start) + 1);
    return { start: dayInMonth(start, months, 1), end: dayInMonth(end, months, 31) };
  }
  const days = direction * (daysBetween(start, end) + 1);
  return { start: addDays(start, days), end: addDays(end, days) };
}

const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

/** A range that would pass today ends there, as long as before. */
function untilToday(range: Days, today: string): Days {
  if (range.end <= today) return range;
  return { start: addDays(today, -daysBetween(range.start, range.end)), end: today };
}
