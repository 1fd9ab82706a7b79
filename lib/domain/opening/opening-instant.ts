import { dateIn, instantOf } from "@/lib/domain/time-zone";

const QUARTER_MS = 900_000;
const NOON_MS = 12 * 3_600_000;

/**
 * Where an old day stands among the quarter hours: its noon in the billing zone, so that the day keeps its date in
 * every zone that is less than twelve hours away. Null for a day that the zone skipped.
 */
export function openingInstant(date: string, timezone: string): Date | null {
  const noon = instantOf(Date.parse(`${date}T00:00:00Z`) + NOON_MS, timezone);
  const quarter = Math.floor(noon / QUARTER_MS) * QUARTER_MS;
  return dateIn(quarter, timezone) === date ? new Date(quarter) : null;
}
