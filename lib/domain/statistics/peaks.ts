import { compareDecimals, divideDecimals } from "@/lib/domain/decimal";
import { medianOf } from "@/lib/domain/statistics/percentile";

/** A bucket's amount (null: there is none) and number of events. */
export type Measured = { amount: string | null; count: number; partial: boolean };
export type Peak<T> = T & { amount: string; timesMedian: string | null };

/**
 * The buckets with the largest amounts, largest first and the earlier one of equals first; those without events are
 * none. Each is told in medians of the complete buckets, empty ones included; null where that median is 0.
 */
export function largestBuckets<T extends Measured>(buckets: readonly T[], limit: number): Peak<T>[] {
  const whole = buckets.filter(({ partial }) => !partial).flatMap(({ amount }) => amount ?? []);
  const median = medianOf(whole) ?? "0";
  return buckets
    .flatMap((bucket) =>
      bucket.amount === null || bucket.count === 0 ? [] : [{ ...bucket, amount: bucket.amount }],
    )
    .sort((a, b) => compareDecimals(b.amount, a.amount))
    .slice(0, limit)
    .map((bucket) => ({ ...bucket, timesMedian: divideDecimals(bucket.amount, median) }));
}
