import type { ChartBucket, ChartKind, ChartSeries } from "./types";

/** One bucket as the plot reads it. Per series: solid `s0`, unfinished `p0`, earlier period `c0`. */
export interface PlotRow {
  index: number;
  [column: string]: number | null;
}

export const solidColumn = (index: number) => `s${index}`;
export const partialColumn = (index: number) => `p${index}`;
export const previousColumn = (index: number) => `c${index}`;

/**
 * Splits every series into what is complete and what is not. Lines share the point where they meet, so the dashed
 * end starts at the last complete value; a bar is either the one or the other. Series keys are arbitrary text, so
 * columns are named by position.
 */
export function plotRows(
  buckets: readonly ChartBucket[],
  series: readonly ChartSeries[],
  kind: ChartKind,
): PlotRow[] {
  return buckets.map((bucket, index) => {
    const row: PlotRow = { index };
    const isDashed = kind === "bar" ? bucket.partial : touchesPartial(buckets, index);
    series.forEach((one, position) => {
      const value = one.values[index] ?? null;
      row[solidColumn(position)] = bucket.partial ? null : value;
      row[partialColumn(position)] = isDashed ? value : null;
      if (one.previous) row[previousColumn(position)] = one.previous.values[index] ?? null;
    });
    return row;
  });
}

const touchesPartial = (buckets: readonly ChartBucket[], index: number) =>
  [index - 1, index, index + 1].some((at) => buckets[at]?.partial);

export const MAX_BARS = 100;

/** What is drawn for the chosen kind, with the reason where it differs. */
export function drawnKind(kind: ChartKind, bucketCount: number): { kind: ChartKind; note: string | null } {
  if (kind === "table") return { kind, note: null };
  if (bucketCount === 1) return { kind: "bar", note: null };
  if (kind === "bar" && bucketCount > MAX_BARS) {
    return { kind: "area", note: `Shown as an area: bars end at ${MAX_BARS} points` };
  }
  return { kind, note: null };
}
