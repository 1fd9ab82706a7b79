import Big from "big.js";
import { toDecimal } from "@/lib/domain/decimal";

type Span = { from: Date; to: Date };

/**
 * When a limit is reached if usage goes on at the period's average pace so far: start + elapsed × limit ÷ used. Null
 * when that is not before the period's end, when nothing is used, and when the limit is reached already.
 */
export function projectedCrossing(
  used: string,
  limit: string | null,
  { from, to }: Span,
  now: Date,
): Date | null {
  const elapsed = now.getTime() - from.getTime();
  if (limit === null || elapsed <= 0 || new Big(used).lte(0) || new Big(used).gte(limit)) return null;
  const needed = new Big(elapsed).times(limit).div(used).round(0, Big.roundUp).toFixed();
  // Longer than any period: a number, not an instant.
  if (needed.length > 15) return null;
  const crossing = new Date(from.getTime() + Number(needed));
  return crossing < to ? crossing : null;
}

/** What a period comes to at its average pace so far, to 6 places; what is used already before any time has passed. */
export function projectedTotal(used: string, { from, to }: Span, now: Date): string {
  const elapsed = Math.min(now.getTime(), to.getTime()) - from.getTime();
  if (elapsed <= 0) return used;
  const total = new Big(used).times(to.getTime() - from.getTime()).div(elapsed);
  return toDecimal(total.round(6, Big.roundHalfUp));
}

/** Below this share of its period a pace says nothing yet. */
const EARLIEST_FORECAST = 0.1;

/** The same as a forecast: null during the first tenth of the period, when one early burst would promise anything. */
export function forecastTotal(used: string, window: Span, now: Date): string | null {
  const elapsed = now.getTime() - window.from.getTime();
  const isEarly = elapsed < EARLIEST_FORECAST * (window.to.getTime() - window.from.getTime());
  return isEarly ? null : projectedTotal(used, window, now);
}
