import { addDays, addYears, bucketDay, dayInMonth } from "@/lib/domain/calendar";
import type { WeekStart } from "@/lib/domain/intervals";
import { startOfQuarter, startOfYear } from "@/lib/domain/view/view-range";

/** Whether a text is a day that the calendar has, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayInMonth(text, 0, Number(text.slice(8))) === text;
}

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);

/**
 * Reads a day as people type it: `2026-11-01`, `1 Nov`, `Nov 1 2025`, `yesterday`, `-7d`, `now-2w`, `now/M`.
 * A day without a year is the latest one that is not in the future. Null where the text is no day.
 */
export function readDayText(text: string, today: string, weekStart: WeekStart): string | null {
  const trimmed = text.trim();
  if (isDay(trimmed)) return trimmed;
  if (/^(today|now)$/i.test(trimmed)) return today;
  if (/^yesterday$/i.test(trimmed)) return addDays(today, -1);
  return readNamedDay(trimmed, today) ?? readRelativeDay(trimmed, today, weekStart);
}

const DAY_FIRST = /^(?<day>\d{1,2})\.?\s+(?<month>[a-z]{3,9})(?:,?\s+(?<year>\d{4}))?$/i;
const MONTH_FIRST = /^(?<month>[a-z]{3,9})\s+(?<day>\d{1,2})(?:,?\s+(?<year>\d{4}))?$/i;

function readNamedDay(text: string, today: string): string | null {
  const named = (DAY_FIRST.exec(text) ?? MONTH_FIRST.exec(text))?.groups;
  if (!named) return null;
  const month = MONTHS.findIndex((name) => name.startsWith((named.month ?? "").toLowerCase())) + 1;
  if (month === 0) return null;
  const inYear = (year: number) => exactDay(year, month, Number(named.day));
  if (named.year) return inYear(Number(named.year));
  const thisYear = Number(today.slice(0, 4));
  const candidate = inYear(thisYear);
  return candidate && candidate <= today ? candidate : inYear(thisYear - 1);
}

/** Null where the calendar lacks the day: 31 Nov, or 29 Feb of most years. */
function exactDay(year: number, month: number, day: number): string | null {
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${year}-${two(month)}-${two(day)}`;
  return isDay(date) ? date : null;
}

const RELATIVE = /^(?:now)?(?:-(\d{1,4})([dwMy]))?(?:\/([dwMQy]))?$/;

function readRelativeDay(text: string, today: string, weekStart: WeekStart): string | null {
  const match = RELATIVE.exec(text);
  if (!match || text === "") return null;
  const [, count, unit, rounding] = match;
  return roundDown(goBack(today, Number(count ?? 0), unit), rounding, weekStart);
}

function goBack(date: string, count: number, unit: string | undefined): string {
  if (unit === "M") return dayInMonth(date, -count, Number(date.slice(8)));
  if (unit === "y") return addYears(date, -count);
  return addDays(date, unit === "w" ? -7 * count : -count);
}

function roundDown(date: string, to: string | undefined, weekStart: WeekStart): string {
  switch (to) {
    case "w":
      return bucketDay(date, "week", { weekStart, anchorDay: 1 });
    case "M":
      return dayInMonth(date, 0, 1);
    case "Q":
      return startOfQuarter(date);
    case "y":
      return startOfYear(date);
    default:
      return date;
  }
}
