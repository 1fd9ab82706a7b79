/** A point in time to the microsecond, as the database keeps it. */
export type Instant = { ms: number; utc: string };

const RFC_3339 =
  /^(\d{4}-\d{2}-\d{2})[Tt]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d+))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Reads an RFC 3339 instant with its offset; digits beyond microseconds are cut. Null for anything else. */
export function parseInstant(text: string): Instant | null {
  const parts = text.length <= 64 ? RFC_3339.exec(text) : null;
  if (!parts) return null;
  const [, day = "", time = "", fraction = "", offset = ""] = parts;
  const midnight = new Date(`${day}T00:00:00Z`);
  // Date rolls 30 February over into March.
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return null;
  const seconds = Date.parse(`${day}T${time}${offset.toUpperCase()}`);
  const micros = fraction.slice(0, 6).padEnd(6, "0");
  return { ms: seconds + Number(micros.slice(0, 3)), utc: `${secondsText(seconds)}.${micros}Z` };
}

/** An instant of the process's clock. */
export function instantOf(date: Date): Instant {
  const ms = date.getTime();
  return { ms, utc: date.toISOString().replace("Z", "000Z") };
}

const secondsText = (ms: number) => new Date(ms).toISOString().slice(0, -5);

/** The UTC month of an instant as `YYYY-MM`. */
export function utcMonth(instant: Instant): string {
  return instant.utc.slice(0, 7);
}
