import type { WeekStart } from "@/lib/domain/intervals";

/** A calendar day as `YYYY-MM-DD`: compares as text, and never stands for an instant. */
export type Day = string;

const DAY_MS = 86_400_000;
const two = (value: number) => String(value).padStart(2, "0");

/** The day `year-month-day`; months and days past their end carry over, as in the calendar of Date. */
export function dayOf(year: number, month: number, day: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day));
  return `${String(date.getUTCFullYear()).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** Year, month (1–12) and day of the month. */
export function partsOf(day: Day): { year: number; month: number; day: number } {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return { year, month, day: date };
}

/** Whether a text is a day that the calendar has. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = partsOf(text);
  return dayOf(year, month, day) === text;
}

/** The day `count` days later. */
export function addDays(day: Day, count: number): Day {
  const parts = partsOf(day);
  return dayOf(parts.year, parts.month, parts.day + count);
}

/** The same day of the month `count` months later, or that month's last day where it has no such day. */
export function addMonths(day: Day, count: number): Day {
  const parts = partsOf(day);
  return dayInMonth(parts.year, parts.month + count, parts.day);
}

/** A day of a month (which may lie past December), clamped to the month's end. */
export function dayInMonth(year: number, month: number, day: number): Day {
  const last = partsOf(dayOf(year, month + 1, 0)).day;
  return dayOf(year, month, Math.min(day, last));
}

/** How many days from the first to the last, both included. */
export function countDays(first: Day, last: Day): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1;
}

export const startOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;
export const startOfYear = (day: Day): Day => `${day.slice(0, 4)}-01-01`;
export const endOfMonth = (day: Day): Day => addDays(addMonths(startOfMonth(day), 1), -1);

/** The first day of the quarter of the calendar year. */
export function startOfQuarter(day: Day): Day {
  const { year, month } = partsOf(day);
  return dayOf(year, month - ((month - 1) % 3), 1);
}

/** The first day of the week that holds the day. */
export function startOfWeek(day: Day, weekStart: WeekStart): Day {
  const weekday = new Date(Date.parse(day)).getUTCDay();
  return addDays(day, -((weekday - (weekStart === "monday" ? 1 : 0) + 7) % 7));
}

/** The calendar day that it is in a zone at an instant. */
export function todayIn(zone: string, now: Date): Day {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "numeric",
    day: "numeric",
  });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  return dayOf(parts.year ?? 0, parts.month ?? 1, parts.day ?? 1);
}
