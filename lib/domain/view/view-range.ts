import { addDays, bucketDay, type CalendarSettings, dayInMonth } from "@/lib/domain/calendar";
import { dateIn } from "@/lib/domain/time-zone";

/** The ranges with a name; they move on with time, so a shared link does too. */
export const PRESETS = [
  "24h",
  "today",
  "7d",
  "30d",
  "90d",
  "12m",
  "mtd",
  "last-month",
  "qtd",
  "ytd",
  "last-week",
  "period",
  "last-period",
] as const;
export type Preset = (typeof PRESETS)[number];
export const DEFAULT_PRESET: Preset = "30d";

/** No event is older, so no range begins earlier. */
export const FIRST_DAY: string = "2000-01-01";

/** What was chosen: a preset, or two days that are both included. */
export type RangeChoice = { preset: Preset } | { start: string; end: string };

/** What the calendar of a view depends on. */
export type ViewCalendar = CalendarSettings & { timezone: string };

/** A range as it is asked for: whole days, both included, and for "last 24 hours" the two instants as well. */
export type ViewRange = { start: string; end: string; instants: { from: string; to: string } | null };

/** The days of a choice, in the zone of the settings. */
export function viewRange(choice: RangeChoice, settings: ViewCalendar, now: Date): ViewRange {
  const today = dateIn(now.getTime(), settings.timezone);
  if (!("preset" in choice)) return days(choice.start, earlier(choice.end, today));
  if (choice.preset === "24h") return lastDayAndNight(settings.timezone, now);
  return days(...PRESET_DAYS[choice.preset](today, settings));
}

const earlier = (a: string, b: string): string => (a.localeCompare(b) < 0 ? a : b);
const days = (start: string, end: string): ViewRange => ({ start, end, instants: null });

/** The 24 hours up to the running minute; minutes, so that the same question keeps the same words. */
function lastDayAndNight(timezone: string, now: Date): ViewRange {
  const to = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  const from = new Date(to.getTime() - 86_400_000);
  return {
    start: dateIn(from.getTime(), timezone),
    end: dateIn(to.getTime(), timezone),
    instants: { from: from.toISOString(), to: to.toISOString() },
  };
}

type DaysOf = (today: string, calendar: CalendarSettings) => [string, string];

const lastDays =
  (count: number): DaysOf =>
  (today) => [addDays(today, 1 - count), today];

/** The whole bucket before the one that holds today. */
const bucketBefore =
  (interval: "week" | "month" | "billing_period"): DaysOf =>
  (today, calendar) => {
    const end = addDays(bucketDay(today, interval, calendar), -1);
    return [bucketDay(end, interval, calendar), end];
  };

const PRESET_DAYS: Record<Exclude<Preset, "24h">, DaysOf> = {
  today: (today) => [today, today],
  "7d": lastDays(7),
  "30d": lastDays(30),
  "90d": lastDays(90),
  "12m": (today) => [dayInMonth(today, -11, 1), today],
  mtd: (today) => [dayInMonth(today, 0, 1), today],
  "last-month": bucketBefore("month"),
  qtd: (today) => [startOfQuarter(today), today],
  ytd: (today) => [startOfYear(today), today],
  "last-week": bucketBefore("week"),
  period: (today, calendar) => [bucketDay(today, "billing_period", calendar), today],
  "last-period": bucketBefore("billing_period"),
};

/** The first day of the quarter of the calendar year. */
export const startOfQuarter = (date: string): string =>
  dayInMonth(date, -((Number(date.slice(5, 7)) - 1) % 3), 1);
export const startOfYear = (date: string): string => `${date.slice(0, 4)}-01-01`;

/** Whether new events can still fall into a range. */
export function touchesNow(range: ViewRange, timezone: string, now: Date): boolean {
  return range.instants !== null || range.end >= dateIn(now.getTime(), timezone);
}
