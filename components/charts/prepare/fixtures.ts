import type { ChartBucket, ChartSeries } from "./types";

/** Days from the first of November on, for tests; the last one has not ended when asked so. */
export function days(count: number, { partialLast = false } = {}): ChartBucket[] {
  return Array.from({ length: count }, (_, index) => {
    const start = new Date(Date.UTC(2026, 10, 1 + index));
    const end = new Date(Date.UTC(2026, 10, 2 + index));
    return {
      date: start.toISOString().slice(0, 10),
      start: start.toISOString(),
      end: end.toISOString(),
      partial: partialLast && index === count - 1,
    };
  });
}

/** A series on those days; the total is the sum of its values. */
export function series(
  key: string,
  values: readonly (number | null)[],
  more: Partial<ChartSeries> = {},
): ChartSeries {
  const total = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return {
    key,
    label: key,
    dates: days(values.length).map((bucket) => bucket.date),
    values,
    exact: values.map((value) => (value === null ? null : String(value))),
    total: String(total),
    ...more,
  };
}
