import "server-only";
import type { Context } from "@/db/context";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { billingPeriod, parseInstant } from "@/lib/domain/range";
import { dateIn, startOfDay } from "@/lib/domain/time-zone";

const QUARTER_HOUR_MS = 900_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The instant from which something holds: the first one of a day of the billing zone (today's unless told), or an
 * instant. It must be at a full quarter of an hour, the grain in which usage is counted.
 */
export function resolveValidFrom({ tenant, now }: Context, text: string | undefined, field: string): Date {
  const { timezone } = tenant;
  if (text === undefined) return new Date(startOfDay(dateIn(now.getTime(), timezone), timezone));
  const at = parseInstant(DAY.test(text) ? `${text}T00:00:00Z` : text, timezone, field);
  if (DAY.test(text)) return new Date(startOfDay(text, timezone));
  if (at.getTime() % QUARTER_HOUR_MS === 0) return at;
  throw new InvalidInput("invalid_date", field, "must be at a full quarter of an hour");
}

/** The start of the current billing period: what began before has rated periods that ended. */
export function openSince({ tenant, now }: Context): Date {
  const { timezone, weekStart, billingAnchorDay: anchorDay } = tenant;
  return billingPeriod(now, timezone, { weekStart, anchorDay }).from;
}
