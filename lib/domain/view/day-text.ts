import type { WeekStart } from "@/lib/domain/intervals";
import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  isDay,
  partsOf,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
} from "@/lib/domain/view/calendar";

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);

/**
 * Reads a day as people type it: `2026-11-01`, `1 Nov`, `Nov 1 2025`, `yesterday`, `-7d`, `now-2w`, `now/M`.
 * A day without a year is the latest one that is not in the future. Null where the text is no day.
 */
export function readDayText(text: string, today: Day, weekStart: WeekStart): Day | null {
  const trimmed = text.trim();
  if (isDay(trimmed)) return trimmed;
  if (/^(today|now)$/i.test(trimmed)) return today;
  if (/^yesterday$/i.test(trimmed)) return addDays(today, -1);
  return readNamedDay(trimmed, today) ?? readRelativeDay(trimmed, today, weekStart);
}

const DAY_FIRST = /^(?<day>\d{1,2})\.?\s+(?<month>[a-z]{3,9})(?:,?\s+(?<year>\d{4}))?$/i;
const MONTH_FIRST = /^(?<month>[a-z]{3,9})\s+(?<day>\d{1,2})(?:,?\s+(?<year>\d{4}))?$/i;

function readNamedDay(text: string, today: Day): Day | null {
  const named = (DAY_FIRST.exec(text) ?? MONTH_FIRST.exec(text))?.groups;
  if (!named) return null;
  const month = MONTHS.findIndex((name) => name.startsWith((named.month ?? "").toLowerCase())) + 1;
  if (month === 0) return null;
  const inYear = (year: number) => exactDay(year, month, Number(named.day));
  if (named.year) return inYear(Number(named.year));
  const thisYear = partsOf(today).year;
  const candidate = inYear(thisYear);
  return candidate && candidate <= today ? candidate : inYear(thisYear - 1);
}

/** Null where the calendar lacks the day: 31 Nov, or 29 Feb of most years. */
function exactDay(year: number, month: number, day: number): Day | null {
  const found = dayOf(year, month, day);
  return partsOf(found).month === month ? found : null;
}

const RELATIVE = /^(?:now)?(?:-(\d{1,4})([dwMy]))?(?:\/([dwMQy]))?$/;

function readRelativeDay(text: string, today: Day, weekStart: WeekStart): Day | null {
  const match = RELATIVE.exec(text);
  if (!match || text === "") return null;
  const [, count, unit, rounding] = match;
  return roundDown(goBack(today, Number(count ?? 0), unit), rounding, weekStart);
}

function goBack(day: Day, count: number, unit: string | undefined): Day {
  if (unit === "M") return addMonths(day, -count);
  if (unit === "y") return addMonths(day, -12 * count);
  return addDays(day, unit === "w" ? -7 * count : -count);
}

function roundDown(day: Day, to: string | undefined, weekStart: WeekStart): Day {
  switch (to) {
    case "w":
      return startOfWeek(day, weekStart);
    case "M":
      return startOfMonth(day);
    case "Q":
      return startOfQuarter(day);
    case "y":
      return startOfYear(day);
    default:
      return day;
  }
}
