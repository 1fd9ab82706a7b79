import Big from "big.js";
import { divideDecimals, QUOTIENT_PLACES, toDecimal } from "@/lib/domain/decimal";

/**
 * The standard deviation of a population of decimal texts: exact where it ends, else to 6 places, half away from
 * zero; null where there are none. It is √(n·Σx² − (Σx)²) / n over whole numbers, so nothing is rounded before.
 */
export function standardDeviation(values: readonly string[]): string | null {
  if (values.length === 0) return null;
  const places = Math.max(...values.map(placesOf));
  const scale = new Big(10).pow(places);
  const whole = values.map((value) => BigInt(new Big(value).times(scale).toFixed()));
  const count = BigInt(whole.length);
  const sum = whole.reduce((total, value) => total + value, 0n);
  const squares = whole.reduce((total, value) => total + value * value, 0n);
  return rootOver(count * squares - sum * sum, count * BigInt(scale.toFixed()));
}

const placesOf = (value: string) => toDecimal(value).split(".")[1]?.length ?? 0;

/** √square / divisor as decimal text. */
function rootOver(square: bigint, divisor: bigint): string | null {
  const root = wholeRoot(square);
  if (root * root === square) return divideDecimals(root.toString(), divisor.toString());
  // The largest r with (r − ½) / unit ≤ √square / divisor is the quotient in units of the last place, rounded.
  const unit = 10n ** BigInt(QUOTIENT_PLACES);
  const halves = wholeRoot(4n * unit * unit * square) / divisor;
  return toDecimal(new Big(((halves + 1n) / 2n).toString()).div(unit.toString()));
}

/** The largest whole number whose square is not larger, by Newton's method. */
export function wholeRoot(square: bigint): bigint {
  if (square < 2n) return square;
  let root = 1n << BigInt(Math.ceil(square.toString(2).length / 2));
  for (;;) {
    const next = (root + square / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
