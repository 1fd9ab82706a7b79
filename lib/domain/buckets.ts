import { bucketDay, type CalendarSettings, daysBetween, nextBucketDay } from "@/lib/domain/calendar";
import { type Interval, MAX_BUCKETS } from "@/lib/domain/intervals";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { changeOfClock, dateIn, offsetAt, startOfDay, toLocalIso } from "@/lib/domain/time-zone";

const HOUR_MS = 3_600_000;

/** One point of a series. `start` and `end` are clipped to the range, `wholeStart` and `wholeEnd` are not. */
export type Bucket = {
  /** A day, the first day of a week, month or period, or the start of an hour with its offset. */
  date: string;
  start: Date;
  end: Date;
  wholeStart: Date;
  wholeEnd: Date;
  /** The whole bucket has not ended yet, or is cut by the range. */
  partial: boolean;
};

export type BucketQuestion = CalendarSettings & {
  from: Date;
  to: Date;
  interval: Interval;
  timezone: string;
  now: Date;
  /** How many buckets there may be; as many as a series may have unless told. */
  most?: number;
};

type Whole = { date: string; start: number; end: number };

/**
 * Cuts a range into buckets by the calendar of a zone. Hours end where the clock is changed, so each has one offset;
 * a day that a zone skipped has no bucket. Too many buckets are refused before they are built.
 */
export function bucketEdges(question: BucketQuestion): Bucket[] {
  const { from, to, interval, most = MAX_BUCKETS } = question;
  refuseTooMany(question);
  const wholes = interval === "hour" ? hours(question) : calendarBuckets(question, interval);
  const buckets: Bucket[] = [];
  for (const whole of wholes) {
    const start = Math.max(whole.start, from.getTime());
    const end = Math.min(whole.end, to.getTime());
    if (start >= end) continue;
    const cut = start > whole.start || end < whole.end;
    buckets.push({
      date: whole.date,
      start: new Date(start),
      end: new Date(end),
      wholeStart: new Date(whole.start),
      wholeEnd: new Date(whole.end),
      partial: cut || whole.end > question.now.getTime(),
    });
  }
  if (buckets.length > most) throw tooMany(most);
  return buckets;
}

/** Unclipped hours, days or months that touch a range, however many. */
export function wholeBuckets(
  range: { from: Date; to: Date; timezone: string },
  interval: "hour" | "day" | "month",
): Generator<Whole> {
  const question: BucketQuestion = {
    ...range,
    ...{ interval, now: range.to, weekStart: "monday", anchorDay: 1 },
  };
  return interval === "hour" ? hours(question) : calendarBuckets(question, interval);
}

const DAYS_AT_MOST = { day: 1, week: 7, month: 31, billing_period: 31 } as const;

function refuseTooMany({ from, to, interval, timezone, most = MAX_BUCKETS }: BucketQuestion): void {
  const length = to.getTime() - from.getTime();
  if (interval === "hour") {
    if (length > (most + 1) * HOUR_MS) throw tooMany(most);
    return;
  }
  const days = daysBetween(dateIn(from.getTime(), timezone), dateIn(to.getTime() - 1, timezone)) + 1;
  // Two buckets may be cut, and a zone may have skipped a day: the exact count decides where this estimate does not.
  if (days > (most + 2) * DAYS_AT_MOST[interval]) throw tooMany(most);
}

function tooMany(most: number): InvalidInput {
  const message = `gives more than ${most} points in this range: choose a longer interval or a shorter range`;
  return new InvalidInput("too_many_points", "interval", message);
}

function* calendarBuckets(
  { from, to, timezone, weekStart, anchorDay }: BucketQuestion,
  interval: Exclude<Interval, "hour">,
): Generator<Whole> {
  const settings = { weekStart, anchorDay };
  let date = bucketDay(dateIn(from.getTime(), timezone), interval, settings);
  let start = startOfDay(date, timezone);
  while (start < to.getTime()) {
    const next = nextBucketDay(date, interval, settings);
    const end = startOfDay(next, timezone);
    yield { date, start, end };
    [date, start] = [next, end];
  }
}

function* hours({ from, to, timezone }: BucketQuestion): Generator<Whole> {
  let start = startOfHour(from.getTime(), timezone);
  while (start < to.getTime()) {
    const offset = offsetAt(start, timezone);
    const full = start + HOUR_MS - modulo(start + offset, HOUR_MS);
    const changed = offsetAt(full - 1, timezone) !== offset;
    const end = changed ? changeOfClock(start, full - 1, timezone) : full;
    yield { date: toLocalIso(start, timezone), start, end };
    start = end;
  }
}

/** The start of the hour that holds an instant: the full hour, or a change of the clock since then. */
function startOfHour(instant: number, timezone: string): number {
  const offset = offsetAt(instant, timezone);
  const full = instant - modulo(instant + offset, HOUR_MS);
  if (offsetAt(full, timezone) === offset) return full;
  return changeOfClock(full, instant, timezone);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
