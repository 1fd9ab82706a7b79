import { tzOffset } from "@date-fns/tz/tzOffset";

const WRITTEN =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,9}))?)? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
/** Written as it is answered, on a day that every month has. */
const WRITTEN_IN_UTC =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;
const EPOCH = /^(\d{10})(\d{3})?$/;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** A moment of a file, in UTC with all the digits it was written with. */
type Moment = { secondMs: number; fraction: string };

/**
 * The UTC instant that a file's text means, moved by whole weeks; undefined where it means none. A time without an
 * offset is read in `timezone`, ten or thirteen digits are seconds or milliseconds since 1970.
 */
export function readEventTime(text: string, timezone: string, shiftWeeks = 0): string | undefined {
  if (shiftWeeks === 0 && WRITTEN_IN_UTC.test(text)) return text;
  const moment = readMoment(text.trim(), timezone);
  if (!moment) return undefined;
  const moved = new Date(moment.secondMs + shiftWeeks * WEEK_MS);
  const [second] = moved.toISOString().split(".");
  return `${second}${moment.fraction === "" ? "" : `.${moment.fraction}`}Z`;
}

function readMoment(text: string, timezone: string): Moment | undefined {
  const epoch = EPOCH.exec(text);
  if (epoch) return { secondMs: Number(epoch[1]) * 1000, fraction: epoch[2] ?? "" };
  const match = WRITTEN.exec(text);
  if (!match) return undefined;
  const [, date = "", clock = "00:00:00", fraction = "", offset] = match;
  const wall = readWallClock(date, clock.length === 5 ? `${clock}:00` : clock);
  if (wall === undefined) return undefined;
  return { secondMs: wall - offsetMs(offset, wall, timezone), fraction };
}

/** The wall clock as if it stood in UTC; a day or an hour that no calendar has is refused, not rolled over. */
function readWallClock(date: string, clock: string): number | undefined {
  const wall = new Date(`${date}T${clock}Z`);
  if (Number.isNaN(wall.getTime())) return undefined;
  return wall.toISOString().startsWith(`${date}T${clock}`) ? wall.getTime() : undefined;
}

function offsetMs(offset: string | undefined, wall: number, timezone: string): number {
  if (offset === undefined) return timezone === "UTC" ? 0 : zoneOffsetMs(wall, timezone);
  if (/^(Z|UTC)$/i.test(offset)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** In the repeated hour the first pass is meant; a time inside a skipped hour is read with the offset before it. */
function zoneOffsetMs(wall: number, timezone: string): number {
  const dayMs = 24 * 60 * 60 * 1000;
  const before = tzOffset(timezone, new Date(wall - dayMs)) * 60_000;
  const after = tzOffset(timezone, new Date(wall + dayMs)) * 60_000;
  const isRight = (offset: number) => tzOffset(timezone, new Date(wall - offset)) * 60_000 === offset;
  return isRight(before) || !isRight(after) ? before : after;
}

/** How many whole weeks lie between the newest time of a recording and now: moved by that, it ends now. */
export function weeksUntil(newest: string, now: Date): number {
  return Math.floor((now.getTime() - new Date(newest).getTime()) / WEEK_MS);
}
