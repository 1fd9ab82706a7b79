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

/** What a picture is compared with. */
export interface ChartComparison {
  /** The days of the earlier range: "24 Sep – 23 Oct". */
  words: string;
  /** The earlier range as a whole, with what is not among the series; null where the series are all there is. */
  whole: ChartValues | null;
}
