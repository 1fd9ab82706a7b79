import type { WeekStart } from "@/lib/domain/intervals";
import {
  addDays,
  addMonths,
  type Day,
  dayInMonth,
  endOfMonth,
  partsOf,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
  todayIn,
} from "@/lib/domain/view/calendar";

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
export const FIRST_DAY: Day = "2000-01-01";

/** What was chosen: a preset, or two days that are both included. */
export type RangeChoice = { preset: Preset } | { start: Day; end: Day };

/** What the calendar of a view depends on. */
export type CalendarSettings = { timezone: string; weekStart: WeekStart; billingAnchorDay: number };

/** A range as it is asked for: whole days, both included, and for "last 24 hours" the two instants as well. */
export type ResolvedRange = { start: Day; end: Day; instants: { from: string; to: string } | null };

/** The days of a choice, in the zone of the settings. */
export function resolveRange(choice: RangeChoice, settings: CalendarSettings, now: Date): ResolvedRange {
  const today = todayIn(settings.timezone, now);
  if (!("preset" in choice)) return days(choice.start, earlier(choice.end, today));
  if (choice.preset === "24h") return lastDayAndNight(settings.timezone, now);
  return days(...PRESET_DAYS[choice.preset](today, settings));
}

const earlier = (a: Day, b: Day): Day => (a.localeCompare(b) < 0 ? a : b);
const days = (start: Day, end: Day): ResolvedRange => ({ start, end, instants: null });

/** The 24 hours up to the running minute; minutes, so that the same question keeps the same words. */
function lastDayAndNight(timezone: string, now: Date): ResolvedRange {
  const to = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  const from = new Date(to.getTime() - 86_400_000);
  return {
    start: todayIn(timezone, from),
    end: todayIn(timezone, to),
    instants: { from: from.toISOString(), to: to.toISOString() },
  };
}

type DaysOf = (today: Day, settings: CalendarSettings) => [Day, Day];

const lastDays =
  (count: number): DaysOf =>
  (today) => [addDays(today, 1 - count), today];

const PRESET_DAYS: Record<Exclude<Preset, "24h">, DaysOf> = {
  today: (today) => [today, today],
  "7d": lastDays(7),
  "30d": lastDays(30),
  "90d": lastDays(90),
  "12m": (today) => [addMonths(startOfMonth(today), -11), today],
  mtd: (today) => [startOfMonth(today), today],
  "last-month": (today) => {
    const start = addMonths(startOfMonth(today), -1);
    return [start, endOfMonth(start)];
  },
  qtd: (today) => [startOfQuarter(today), today],
  ytd: (today) => [startOfYear(today), today],
  "last-week": (today, { weekStart }) => {
    const start = addDays(startOfWeek(today, weekStart), -7);
    return [start, addDays(start, 6)];
  },
  period: (today, { billingAnchorDay }) => [periodStart(today, billingAnchorDay), today],
  "last-period": (today, { billingAnchorDay }) => {
    const end = addDays(periodStart(today, billingAnchorDay), -1);
    return [periodStart(end, billingAnchorDay), end];
  },
};

/** The first day of the billing period that holds a day; anchor days 29–31 clamp to the month's end. */
function periodStart(day: Day, anchorDay: number): Day {
  const { year, month } = partsOf(day);
  const inMonth = dayInMonth(year, month, anchorDay);
  return inMonth <= day ? inMonth : dayInMonth(year, month - 1, anchorDay);
}

/** Whether new events can still fall into a range. */
export function touchesNow(range: ResolvedRange, timezone: string, now: Date): boolean {
  return range.instants !== null || range.end >= todayIn(timezone, now);
}
