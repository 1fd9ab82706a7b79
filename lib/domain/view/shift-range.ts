import {
  addDays,
  addMonths,
  countDays,
  type Day,
  endOfMonth,
  partsOf,
  startOfMonth,
} from "@/lib/domain/view/calendar";
import { FIRST_DAY, type ResolvedRange } from "@/lib/domain/view/range";

type Days = { start: Day; end: Day };

/**
 * The range one whole length earlier or later. Whole months move by months, the last 24 hours to the day before.
 * Null where nothing lies there: before the first day, or when the range already ends today.
 */
export function shiftRange(range: ResolvedRange, direction: -1 | 1, today: Day): Days | null {
  if (direction === 1) return range.end >= today ? null : untilToday(moved(range, 1), today);
  if (range.instants) return { start: range.start, end: range.start };
  const earlier = moved(range, -1);
  return earlier.start < FIRST_DAY ? null : earlier;
}

function moved({ start, end }: Days, direction: -1 | 1): Days {
  if (start === startOfMonth(start) && end === endOfMonth(end)) {
    const months = direction * countMonths(start, end);
    return { start: addMonths(start, months), end: endOfMonth(addMonths(startOfMonth(end), months)) };
  }
  const days = direction * countDays(start, end);
  return { start: addDays(start, days), end: addDays(end, days) };
}

function countMonths(start: Day, end: Day): number {
  const [first, last] = [partsOf(start), partsOf(end)];
  return (last.year - first.year) * 12 + last.month - first.month + 1;
}

/** A range that would pass today ends there, as long as before. */
function untilToday(range: Days, today: Day): Days {
  if (range.end <= today) return range;
  return { start: addDays(today, 1 - countDays(range.start, range.end)), end: today };
}
