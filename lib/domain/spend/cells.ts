import { addDecimals, plus } from "@/lib/domain/decimal";
import type { Span } from "@/lib/domain/usage-query";
import type { BillingPeriod } from "./billing-periods";

/** A part of the range that is rated and shared as one; `bucket` is null before the first bucket. */
export type Cell = Span & { bucket: number | null };

/** The buckets of a range as cells. */
export function bucketCells(buckets: readonly Span[]): Cell[] {
  return buckets.map(({ start, end }, bucket) => ({ start, end, bucket }));
}

/**
 * The cells of a cumulative series: buckets cut where a period begins, after one cell for what the first period came to
 * before the range.
 */
export function cumulativeCells(buckets: readonly Span[], periods: readonly BillingPeriod[]): Cell[] {
  const [first, period] = [buckets[0], periods[0]];
  if (!first || !period) return [];
  const lead = period.from < first.start ? [{ start: period.from, end: first.start, bucket: null }] : [];
  const starts = periods.map(({ from }) => from);
  const cut = buckets.flatMap(({ start, end }, bucket) => {
    const inner = starts.filter((at) => at > start && at < end);
    return [start, ...inner].map((at, index) => ({ start: at, end: inner[index] ?? end, bucket }));
  });
  return [...lead, ...cut];
}

/** The amounts of cells as those of `count` buckets. */
export function perBucket(cells: readonly Cell[], amounts: readonly string[], count: number): string[] {
  const sums = new Array<string>(count).fill("0");
  cells.forEach(({ bucket }, index) => {
    if (bucket !== null) sums[bucket] = plus(sums[bucket] ?? "0", amounts[index] ?? "0");
  });
  return sums;
}

/** What the period of each bucket's last instant has come to by its end, from the amounts of cells. */
export function cumulated(
  cells: readonly Cell[],
  amounts: readonly string[],
  periods: readonly BillingPeriod[],
): string[] {
  const starts = new Set(periods.map(({ from }) => from.getTime()));
  const sums: string[] = [];
  let running = "0";
  cells.forEach(({ start, bucket }, index) => {
    const amount = amounts[index] ?? "0";
    running = starts.has(start.getTime()) ? amount : plus(running, amount);
    if (bucket !== null) sums[bucket] = running;
  });
  return sums;
}

/** What cells came to in the range: what lies before it counts only in what is cumulated. */
export function rangeTotal(cells: readonly Cell[], amounts: readonly string[]): string {
  return addDecimals(amounts.filter((_, index) => cells[index]?.bucket !== null));
}

/** The numbers of events of cells as those of `count` buckets. */
export function countsPerBucket(cells: readonly Cell[], counts: readonly number[], count: number): number[] {
  const sums = new Array<number>(count).fill(0);
  cells.forEach(({ bucket }, index) => {
    if (bucket !== null) sums[bucket] = (sums[bucket] ?? 0) + (counts[index] ?? 0);
  });
  return sums;
}
