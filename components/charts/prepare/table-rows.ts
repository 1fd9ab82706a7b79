import { formatChange } from "@/lib/format-change";
import { formatBucketLabel } from "@/lib/format-time";
import { sumOf } from "./exact-sum";
import type { ChartBucket, ChartSeries, ChartValues, Interval } from "./types";

interface Pair {
  now: string | null;
  before: string | null;
}

interface Cell extends Pair {
  key: string;
  isTotal?: boolean;
}

export interface TableCells {
  /** Per series. */
  values: Cell[];
  together: Cell;
  /** Of all together, in words. */
  change: string;
}

export interface TableRow {
  key: string;
  date: string;
  partial: boolean;
  /** The date in the earlier range that the row is compared with. */
  before: string;
  cells: TableCells;
}

export interface TableInput {
  interval: Interval;
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
  together: ChartValues | null;
}

const NOTHING = "–";

/** The rows of the table, newest first; where the earlier range has more points, they have rows of their own. */
export function tableRows({ interval, buckets, series, together }: TableInput): TableRow[] {
  const before = together?.dates ?? series.find(({ previous }) => previous)?.previous?.dates ?? [];
  const count = Math.max(buckets.length, before.length);
  return Array.from({ length: count }, (_, index) => {
    const bucket = buckets[index];
    const date = before[index];
    return {
      key: bucket?.date ?? `before ${date}`,
      date: bucket ? formatBucketLabel(bucket.date, interval) : NOTHING,
      partial: bucket?.partial ?? false,
      before: date ? formatBucketLabel(date, interval) : NOTHING,
      cells: tableCells(
        series.map(({ exact, previous }) => ({
          now: exact[index] ?? null,
          before: previous?.exact[index] ?? null,
        })),
        {
          now: sumOf(series, (one) => one.exact[index] ?? null),
          before: together?.exact[index] ?? null,
        },
      ),
    };
  }).reverse();
}

/** The cells of a row from the values of its series and of all of them together. */
export function tableCells(values: readonly Pair[], together: Pair): TableCells {
  return {
    values: values.map((pair, index) => ({ ...pair, key: String(index) })),
    together: { ...together, key: "total" },
    change: formatChange(together.now, together.before).text,
  };
}
