import Big from "big.js";
import { divideDecimals, subtractDecimals, toDecimal } from "@/lib/domain/decimal";

/** How an amount differs from the one before; null where either is unknown. */
export type Change = { change: string | null; percentChange: string | null };

/**
 * The difference of two amounts, and in percent of the size of the earlier one (so a rise is positive even where that
 * is negative): exact where it ends, else to 6 places; the percentage is null where the base is 0.
 */
export function changeBetween(previous: string | null, total: string | null): Change {
  if (previous === null || total === null) return { change: null, percentChange: null };
  const change = subtractDecimals(total, previous);
  const base = toDecimal(new Big(previous).abs());
  return { change, percentChange: divideDecimals(toDecimal(new Big(change).times(100)), base) };
}
