import { addDays, bucketDay, type CalendarSettings, nextBucketDay } from "@/lib/domain/calendar";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { dateIn, instantOf, startOfDay } from "@/lib/domain/time-zone";

/** A half-open span of time, read in a zone: `from` is included, `to` is not. */
export type Range = { from: Date; to: Date; timezone: string };

/** A range as callers give it: calendar days, both included, or instants, the end excluded. */
export type RangeParameters = {
  start_date?: string | undefined;
  end_date?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export type RangeSettings = {
  timezone: string;
  now: Date;
  /** What neither days nor instants mean: the last days, today included. */
  defaultDays?: number;
};

export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;
const OFFSET = /(Z|[+-]\d{2}:\d{2})$/;

/**
 * Resolves the range of a request. Instants without an offset are local times of the zone: a repeated one means its
 * first occurrence, a skipped one is moved on by the gap. Days and instants may lie in the future.
 */
export function resolveRange(given: RangeParameters, settings: RangeSettings): Range {
  const { timezone, now, defaultDays = 30 } = settings;
  if (given.from !== undefined && given.to !== undefined) {
    return makeRange(
      parseInstant(given.from, timezone, "from"),
      parseInstant(given.to, timezone, "to"),
      timezone,
      "to",
    );
  }
  const today = dateIn(now.getTime(), timezone);
  const first = given.start_date ?? addDays(given.end_date ?? today, 1 - defaultDays);
  const last = given.end_date ?? today;
  checkYear(first, "start_date");
  checkYear(last, "end_date");
  if (last < first) {
    const field = given.end_date === undefined ? "start_date" : "end_date";
    const message = field === "end_date" ? "must not be before start_date" : "must not be after today";
    throw new InvalidInput("range_reversed", field, message);
  }
  const from = startOfDay(first, timezone);
  return { from: new Date(from), to: new Date(startOfDay(addDays(last, 1), timezone)), timezone };
}

/** Reads an RFC 3339 instant; without an offset it is a local time of the zone. Refuses years no event can have. */
export function parseInstant(text: string, timezone: string, field: string): Date {
  checkYear(text, field);
  if (OFFSET.test(text)) return new Date(text);
  return new Date(instantOf(Date.parse(`${text}Z`), timezone));
}

/** A range between two instants; `field` is named when its end is not after its start. */
export function makeRange(from: Date, to: Date, timezone: string, field: string): Range {
  if (to.getTime() <= from.getTime())
    throw new InvalidInput("range_reversed", field, "must be after the start");
  return { from, to, timezone };
}

/** The billing period that holds an instant, in the billing zone. */
export function billingPeriod(now: Date, timezone: string, settings: CalendarSettings): Range {
  const first = bucketDay(dateIn(now.getTime(), timezone), "billing_period", settings);
  const next = nextBucketDay(first, "billing_period", settings);
  return { from: new Date(startOfDay(first, timezone)), to: new Date(startOfDay(next, timezone)), timezone };
}

function checkYear(text: string, field: string): void {
  const year = Number(text.slice(0, 4));
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return;
  throw new InvalidInput("invalid_date", field, `must lie in the years ${FIRST_YEAR} to ${LAST_YEAR}`);
}
