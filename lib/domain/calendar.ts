import type { Interval, WeekStart } from "@/lib/domain/intervals";

const DAY_MS = 86_400_000;

/** How calendar days are grouped into buckets: what a week and a billing period begin with. */
export type CalendarSettings = { weekStart: WeekStart; anchorDay: number };

const toUtc = (date: string) => Date.parse(`${date}T00:00:00Z`);
const fromUtc = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The calendar day some days after (or before) another one. */
export function addDays(date: string, days: number): string {
  return fromUtc(toUtc(date) + days * DAY_MS);
}

/** How many calendar days lie between two days: 1 from one day to the next. */
export function daysBetween(first: string, last: string): number {
  return Math.round((toUtc(last) - toUtc(first)) / DAY_MS);
}

/** The day of a month that lies some months after the month of `date`, clamped to that month's end. */
export function dayInMonth(date: string, months: number, day: number): string {
  const [year = 0, month = 1] = date.split("-").map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return fromUtc(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
}

/** The same day some years later; 29 February becomes the 28th where there is none. */
export function addYears(date: string, years: number): string {
  return dayInMonth(date, years * 12, Number(date.slice(8, 10)));
}

/** The first day of the bucket that holds `date`; hours are no calendar buckets. */
export function bucketDay(
  date: string,
  interval: Exclude<Interval, "hour">,
  settings: CalendarSettings,
): string {
  if (interval === "day") return date;
  if (interval === "week") return addDays(date, -daysIntoWeek(date, settings.weekStart));
  const anchor = interval === "month" ? 1 : settings.anchorDay;
  const inThisMonth = dayInMonth(date, 0, anchor);
  return inThisMonth <= date ? inThisMonth : dayInMonth(date, -1, anchor);
}

/** The first day of the bucket after the one that begins on `first`. */
export function nextBucketDay(
  first: string,
  interval: Exclude<Interval, "hour">,
  settings: CalendarSettings,
): string {
  if (interval === "day") return addDays(first, 1);
  if (interval === "week") return addDays(first, 7);
  return dayInMonth(first, 1, interval === "month" ? 1 : settings.anchorDay);
}

/** The day of the week: 0 is Monday, 6 is Sunday. */
export function weekdayOf(date: string): number {
  return (new Date(toUtc(date)).getUTCDay() + 6) % 7;
}

function daysIntoWeek(date: string, weekStart: WeekStart): number {
  return weekStart === "sunday" ? (weekdayOf(date) + 1) % 7 : weekdayOf(date);
}
