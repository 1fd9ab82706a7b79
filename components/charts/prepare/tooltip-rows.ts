import { descending, sumOf } from "./exact-sum";
import { shares } from "./shares";
import type { ChartSeries, ChartValues } from "./types";

export const MAX_TOOLTIP_ROWS = 8;

/** A value of the earlier range, with the date that it has there. */
export interface EarlierValue {
  date: string;
  exact: string | null;
}

export interface TooltipRow {
  key: string;
  label: string;
  exact: string | null;
  /** In per cent with one decimal; null when there is one series, or nothing to share. */
  share: string | null;
  previous: EarlierValue | null;
}

export interface TooltipContent {
  rows: TooltipRow[];
  /** How many rows did not fit. */
  more: number;
  /** The exact sum of the shown series; null where it would only repeat one series, or means nothing. */
  total: string | null;
}

/** What the earlier range holds in the place of a bucket; null where it is over by then. */
export function earlierValue(values: ChartValues | null | undefined, index: number): EarlierValue | null {
  const date = values?.dates[index];
  return date ? { date, exact: values.exact[index] ?? null } : null;
}

/** What one bucket holds, largest first; the rest stays last, as in the picture. */
export function tooltipContent(
  series: readonly ChartSeries[],
  index: number,
  limit = MAX_TOOLTIP_ROWS,
): TooltipContent {
  const values = series.map((one) => one.exact[index] ?? null);
  const parted = series.length > 1 && series.every(({ additive }) => additive !== false);
  const parts = parted ? shares(values) : values.map(() => null);
  const rows = series
    .map((one, position) => ({ one, exact: values[position] ?? null, share: parts[position] ?? null }))
    .sort(
      (a, b) => Number(a.one.other ?? false) - Number(b.one.other ?? false) || descending(a.exact, b.exact),
    )
    .map(({ one, exact, share }) => ({
      key: one.key,
      label: one.label,
      exact,
      share,
      previous: earlierValue(one.previous, index),
    }));
  return {
    rows: rows.slice(0, limit),
    more: Math.max(0, rows.length - limit),
    total: series.length > 1 ? sumOf(series, (one) => one.exact[index] ?? null) : null,
  };
}
