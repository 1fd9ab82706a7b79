import Big from "big.js";
import { toDecimal } from "@/lib/domain/decimal";
import type { Range } from "@/lib/domain/range";

/**
 * When a limit is reached if usage goes on at the period's average pace so far: start + elapsed × limit ÷ used. Null
 * when that is not before the period's end, when nothing is used, and when the limit is reached already.
 */
export function projectedCrossing(
  used: string,
  limit: string | null,
  { from, to }: Range,
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
export function projectedTotal(used: string, { from, to }: Range, now: Date): string {
  const elapsed = Math.min(now.getTime(), to.getTime()) - from.getTime();
  if (elapsed <= 0) return used;
  const total = new Big(used).times(to.getTime() - from.getTime()).div(elapsed);
  return toDecimal(total.round(6, Big.roundHalfUp));
}
