/** A point in time to the microsecond, as the database keeps it. */
export type Instant = { ms: number; utc: string };

const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** Reads an RFC 3339 instant with its offset; digits beyond microseconds are cut. Null for anything else. */
export function parseInstant(text: string): Instant | null {
  const parts = text.length <= 64 ? RFC_3339.exec(text) : null;
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, fraction = "", sign, offsetHour, offsetMinute] = parts;
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  const offset = sign
    ? (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === "-" ? -60_000 : 60_000)
    : 0;
  const seconds =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) -
    offset;
  const micros = fraction.slice(0, 6).padEnd(6, "0");
  const whole = offset === 0 ? `${text.slice(0, 10)}T${text.slice(11, 19)}` : secondsText(seconds);
  return { ms: seconds + Number(micros.slice(0, 3)), utc: `${whole}.${micros}Z` };
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
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
