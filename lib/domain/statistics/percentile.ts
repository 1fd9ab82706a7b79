import Big from "big.js";
import { toDecimal } from "@/lib/domain/decimal";

/** Where a percentile lies among sorted values: between two neighbours, `share` of the way from the lower one. */
export type PercentilePlace = { below: number; above: number; share: Big };

/**
 * The place of a percentile as `percentile_cont` defines it: fraction × (count − 1), counted from 0. The fraction is
 * decimal text such as `0.95`; undefined where there are no values.
 */
export function percentilePlace(count: number, fraction: string): PercentilePlace | undefined {
  if (count <= 0) return undefined;
  const place = new Big(fraction).times(count - 1);
  const below = place.round(0, Big.roundDown);
  const share = place.minus(below);
  return { below: below.toNumber(), above: below.toNumber() + (share.eq(0) ? 0 : 1), share };
}

/** The value between two neighbours, exactly: `low + (high − low) × share`. */
export function interpolate(low: string, high: string, share: Big): string {
  return toDecimal(new Big(high).minus(low).times(share).plus(low));
}

/** Decimal texts from the smallest to the largest. */
export function sortDecimals(values: readonly string[]): string[] {
  return values
    .map((value) => ({ value, size: new Big(value) }))
    .sort((a, b) => a.size.cmp(b.size))
    .map(({ value }) => value);
}

/** A percentile of sorted decimal texts as `percentile_cont` defines it, but exact; null where there are none. */
export function percentileOf(sorted: readonly string[], fraction: string): string | null {
  const place = percentilePlace(sorted.length, fraction);
  const [low, high] = place ? [sorted[place.below], sorted[place.above]] : [];
  return place && low !== undefined && high !== undefined ? interpolate(low, high, place.share) : null;
}

/** The median of decimal texts in any order, exactly; null where there are none. */
export function medianOf(values: readonly string[]): string | null {
  return percentileOf(sortDecimals(values), "0.5");
}
