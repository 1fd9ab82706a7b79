import type { Interval } from "@/lib/domain/intervals";

export type { Interval };
export type ChartKind = "line" | "area" | "bar" | "table";

/** One point of the time axis. `date` names it, start is included and end is not. */
export interface ChartBucket {
  date: string;
  start: string;
  end: string;
  partial: boolean;
}

/** Values beside their exact decimal strings: floats draw, strings are read. Null is a gap, 0 is a zero. */
export interface ChartValues {
  dates: readonly string[];
  values: readonly (number | null)[];
  exact: readonly (string | null)[];
  total: string | null;
}

export interface ChartSeries extends ChartValues {
  key: string;
  label: string;
  /** The folded rest: always last, grey, and not clickable. */
  other?: boolean;
  /** How many series the folded rest stands for. */
  memberCount?: number;
  /** False where values of buckets and series do not add up: averages, extremes, unique counts. */
  additive?: boolean;
  /** The same series in the period it is compared with, bucket by bucket. */
  previous?: ChartValues;
}
