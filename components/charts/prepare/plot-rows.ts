import type { EarlierLine } from "./earlier";
import type { ChartBucket, ChartKind, ChartSeries } from "./types";

/** One bucket as the plot reads it. Per series: solid `s0`, unfinished `p0`; per earlier line `c0`. */
export interface PlotRow {
  index: number;
  [column: string]: number | null;
}

export const solidColumn = (index: number) => `s${index}`;
export const partialColumn = (index: number) => `p${index}`;
export const earlierColumn = (index: number) => `c${index}`;

/**
 * Splits every series into what is complete and what is not. Lines share the point where they meet, so the dashed
 * end starts at the last complete value; a bar is either the one or the other. Series keys are arbitrary text, so
 * columns are named by position.
 */
export function plotRows(
  buckets: readonly ChartBucket[],
  series: readonly ChartSeries[],
  kind: ChartKind,
  earlier: readonly EarlierLine[] = [],
): PlotRow[] {
  return buckets.map((bucket, index) => {
    const row: PlotRow = { index };
    const isDashed = kind === "bar" ? bucket.partial : touchesPartial(buckets, index);
    series.forEach((one, position) => {
      const value = one.values[index] ?? null;
      row[solidColumn(position)] = bucket.partial ? null : value;
      row[partialColumn(position)] = isDashed ? value : null;
    });
    earlier.forEach(({ values }, position) => {
      row[earlierColumn(position)] = values[index] ?? null;
    });
    return row;
  });
}

/** The rows for an axis that does not reach zero: what lies below its foot stands on it. */
export function onFoot(rows: readonly PlotRow[], foot: number): PlotRow[] {
  return rows.map(({ index, ...columns }) => ({
    ...Object.fromEntries(
      Object.entries(columns).map(([name, value]) => [name, value === null ? null : Math.max(foot, value)]),
    ),
    index,
  }));
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

export interface BarSizes {
  current: number;
  earlier: number;
}

const BAND_SHARE = 0.82;
const EARLIER_SHARE = 0.3;
/** Pixels between the bars of one bucket. */
export const BAR_GAP = 1;
const WIDEST = { current: 64, earlier: 28 };

/** How wide bars are beside narrow ones of the earlier range; `groups` is how many of each stand in a bucket. */
export function barSizes(band: number, groups: number): BarSizes {
  const each = (band * BAND_SHARE) / groups - 2 * BAR_GAP;
  const earlier = Math.min(WIDEST.earlier, Math.max(1, each * EARLIER_SHARE));
  return { earlier, current: Math.min(WIDEST.current, Math.max(1, each - earlier)) };
}
