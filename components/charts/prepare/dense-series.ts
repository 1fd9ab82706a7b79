import type { ChartBucket, ChartSeries, ChartValues } from "./types";

/**
 * Lays every series out on the same buckets, one value per bucket. A bucket that the series does not name is a
 * gap (null), never a zero: the answer of the server says 0 where it means 0.
 */
export function denseSeries(buckets: readonly ChartBucket[], series: readonly ChartSeries[]): ChartSeries[] {
  const dates = buckets.map((bucket) => bucket.date);
  return series.map((one) => ({
    ...one,
    ...layOut(dates, one),
    previous: one.previous && byPosition(dates.length, one.previous),
  }));
}

function layOut(dates: readonly string[], { dates: own, values, exact, total }: ChartValues): ChartValues {
  const positions = new Map(own.map((date, index) => [date, index]));
  const at = dates.map((date) => positions.get(date));
  return {
    dates,
    values: at.map((index) => (index === undefined ? null : (values[index] ?? null))),
    exact: at.map((index) => (index === undefined ? null : (exact[index] ?? null))),
    total,
  };
}

/**
 * An earlier period has dates of its own; its first bucket stands under the first one of this period. What it has more,
 * such as the hour that a day with 25 of them has, stays behind the end.
 */
export function byPosition(length: number, { dates, values, exact, total }: ChartValues): ChartValues {
  const indexes = Array.from({ length: Math.max(length, dates.length) }, (_, index) => index);
  return {
    dates: indexes.map((index) => dates[index] ?? ""),
    values: indexes.map((index) => values[index] ?? null),
    exact: indexes.map((index) => exact[index] ?? null),
    total,
  };
}
