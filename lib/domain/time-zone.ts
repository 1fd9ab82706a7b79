import { tzOffset } from "@date-fns/tz/tzOffset";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
// Local midnight lies at most 14 h before and 12 h after midnight in UTC; changes of the clock lie in between.
const BEFORE_MS = 16 * HOUR_MS;
const AFTER_MS = 14 * HOUR_MS;

// Asking Intl costs microseconds, and every question about days asks about the same midnights.
const OFFSETS_KEPT = 50_000;
const known = new Map<string, Map<number, number>>();

/** The offset of a zone from UTC at an instant, in milliseconds: positive in the east. */
export function offsetAt(instant: number, timezone: string): number {
  const offsets = known.get(timezone) ?? new Map<number, number>();
  const before = offsets.get(instant);
  if (before !== undefined) return before;
  const offset = Math.round(tzOffset(timezone, new Date(instant)) * MINUTE_MS);
  if (offsets.size >= OFFSETS_KEPT) offsets.clear();
  known.set(timezone, offsets.set(instant, offset));
  return offset;
}

/** What a clock in the zone shows, as the milliseconds of the same figures in UTC. */
export function wallClock(instant: number, timezone: string): number {
  return instant + offsetAt(instant, timezone);
}

/** The calendar day in the zone at an instant. */
export function dateIn(instant: number, timezone: string): string {
  return new Date(wallClock(instant, timezone)).toISOString().slice(0, 10);
}

/** The first instant after `start` with another offset than at `start`; `end` has another one. */
export function changeOfClock(start: number, end: number, timezone: string): number {
  const offset = offsetAt(start, timezone);
  let [same, other] = [start, end];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle, timezone) === offset) same = middle;
    else other = middle;
  }
  return other;
}

/** The instants at which a clock in the zone shows a local time: none when it is skipped, two when it is repeated. */
function instantsOf(local: number, timezone: string): number[] {
  const before = offsetAt(local - BEFORE_MS, timezone);
  const after = offsetAt(local + AFTER_MS, timezone);
  if (before === after) return [local - before];
  const candidates = [local - before, local - after];
  return candidates.filter((at) => wallClock(at, timezone) === local).sort((a, b) => a - b);
}

/** The first instant of a calendar day: the first of two midnights, or the first time after a skipped one. */
export function startOfDay(date: string, timezone: string): number {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const [first] = instantsOf(midnight, timezone);
  return first ?? changeOfClock(midnight - BEFORE_MS, midnight + AFTER_MS, timezone);
}

/**
 * The instant of a local time (given as the milliseconds of the same figures in UTC). A repeated time means its
 * first occurrence; a skipped one is moved on by the length of the gap, as clocks are.
 */
export function instantOf(local: number, timezone: string): number {
  const [first] = instantsOf(local, timezone);
  return first ?? local - offsetAt(local - BEFORE_MS, timezone);
}

/** An instant as RFC 3339 with the zone's offset, to the second: 2026-11-01T09:00:00+01:00. */
export function toLocalIso(instant: number, timezone: string): string {
  const offset = offsetAt(instant, timezone);
  const minutes = Math.abs(Math.round(offset / MINUTE_MS));
  const two = (value: number) => String(value).padStart(2, "0");
  const sign = offset < 0 ? "-" : "+";
  const clock = new Date(instant + offset).toISOString().slice(0, 19);
  return `${clock}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
