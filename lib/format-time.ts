import type { Interval } from "./domain/intervals";
import { NO_VALUE } from "./format";

const NBSP = "\u00a0";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

/** Reads the calendar day a label starts with; labels are local already, so no zone is involved. */
function readDay(label: string): CalendarDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(label);
  if (!match) return null;
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

function addDays(day: CalendarDay, days: number): CalendarDay {
  const moved = new Date(Date.UTC(day.year, day.month - 1, day.day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

const weekday = ({ year, month, day }: CalendarDay) =>
  WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
const monthName = ({ month }: CalendarDay) => MONTHS[month - 1] ?? "";
const dayMonth = (day: CalendarDay) => `${day.day}${NBSP}${monthName(day)}`;

export interface DayOptions {
  year?: boolean;
  weekday?: boolean;
}

/** "3 Nov", "Mon, 3 Nov 2026" — of a YYYY-MM-DD day. */
export function formatDay(date: string | null | undefined, options: DayOptions = {}): string {
  const day = date ? readDay(date) : null;
  if (!day) return NO_VALUE;
  const prefix = options.weekday ? `${weekday(day)}, ` : "";
  return `${prefix}${dayMonth(day)}${options.year ? ` ${day.year}` : ""}`;
}

/** "24 Oct – 22 Nov", both days included; a single day stands alone, the year comes when it changes or is asked for. */
export function formatDayRange(first: string, last: string, options: { year?: boolean } = {}): string {
  const start = readDay(first);
  const end = readDay(last);
  if (!start || !end) return NO_VALUE;
  if (first.slice(0, 10) === last.slice(0, 10)) return formatDay(first, options);
  if (start.year !== end.year) return `${dayMonth(start)} ${start.year} – ${dayMonth(end)} ${end.year}`;
  const year = options.year ? ` ${end.year}` : "";
  if (start.month === end.month) return `${start.day} – ${dayMonth(end)}${year}`;
  return `${dayMonth(start)} – ${dayMonth(end)}${year}`;
}

/** The clock of an hour label such as 2026-11-03T14:00:00+01:00, as it stands there. */
export function clockOf(label: string): string {
  return /T(\d{2}:\d{2})/.exec(label)?.[1] ?? "00:00";
}

/** Short name of a bucket for an axis: "14:00", "3 Nov", "Nov". */
export function formatBucketTick(date: string, interval: Interval, options: { year?: boolean } = {}): string {
  const day = readDay(date);
  if (!day) return NO_VALUE;
  const year = options.year ? ` ${day.year}` : "";
  if (interval === "month") return `${monthName(day)}${year}`;
  if (interval === "hour" && clockOf(date) !== "00:00") return clockOf(date);
  return `${dayMonth(day)}${year}`;
}

/** Full name of a bucket: "Mon, 3 Nov 2026", "3 – 9 Nov 2026", "Nov 2026", "Mon, 3 Nov 2026, 14:00". */
export function formatBucketLabel(date: string, interval: Interval): string {
  const day = readDay(date);
  if (!day) return NO_VALUE;
  switch (interval) {
    case "month":
      return `${monthName(day)} ${day.year}`;
    case "week":
      return formatDayRange(date, isoDay(addDays(day, 6)), { year: true });
    case "hour":
      return `${formatDay(date, { weekday: true, year: true })}, ${clockOf(date)}`;
    case "billing_period":
      return `Period from ${formatDay(date, { year: true })}`;
    default:
      return formatDay(date, { weekday: true, year: true });
  }
}

function isoDay({ year, month, day }: CalendarDay): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function zonedParts(instant: Date, zone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "shortOffset",
  });
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** "Mon, 3 Nov 2026, 14:03:22 UTC+1" — with "time" only the clock: "14:03". */
export function formatInstant(
  iso: string | null | undefined,
  zone: string,
  form: "full" | "time" = "full",
): string {
  const instant = iso ? new Date(iso) : null;
  if (!instant || Number.isNaN(instant.getTime())) return NO_VALUE;
  const part = zonedParts(instant, zone);
  if (form === "time") return `${part.hour}:${part.minute}`;
  const day = formatDay(`${part.year}-${part.month}-${part.day}`, { weekday: true, year: true });
  return `${day}, ${part.hour}:${part.minute}:${part.second} ${utcOffset(part.timeZoneName)}`;
}

/** "UTC", "UTC+1" — engines differ on whether no offset is written as one. */
function utcOffset(name = "GMT"): string {
  return name.replace("GMT", "UTC").replace(/[+-]0$/, "");
}

const STEPS: [unit: string, seconds: number][] = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
];

/** "3 min ago", "in 6 d", "just now" — for lists, beside the exact instant. */
export function formatRelative(iso: string | null | undefined, now: Date): string {
  const at = iso ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(at)) return NO_VALUE;
  const seconds = Math.round((now.getTime() - at) / 1000);
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
  if (!step) return "just now";
  const amount = `${Math.floor(Math.abs(seconds) / step[1])}${NBSP}${step[0]}`;
  return seconds > 0 ? `${amount} ago` : `in ${amount}`;
}
