import { formatChange } from "@/lib/format-change";
import { formatBucketLabel } from "@/lib/format-time";
import { sumOf } from "./exact-sum";
import { type EarlierValue, tooltipContent } from "./tooltip-rows";
import type { ChartBucket, ChartSeries, Interval } from "./types";

const RUNNING: Record<Interval, string> = {
  hour: "This hour so far",
  day: "Today so far",
  week: "This week so far",
  month: "This month so far",
  billing_period: "This period so far",
};

/** Whether the last bucket is still filling: it has not ended at the moment the answer was read. */
export function isRunning(buckets: readonly ChartBucket[], asOf: string | null): boolean {
  const last = buckets.at(-1);
  return Boolean(last?.partial && asOf && Date.parse(asOf) < Date.parse(last.end));
}

/** The badge of a range that ends in a running bucket. */
export const runningWords = (interval: Interval) => RUNNING[interval];

/** What a partial bucket says about itself: it runs, or the range cuts it. */
export function partialWords(bucket: ChartBucket, asOf: string | null): string {
  return asOf && Date.parse(asOf) < Date.parse(bucket.end) ? "so far" : "cut by the range";
}

export interface SpokenInput {
  bucket: ChartBucket;
  index: number;
  interval: Interval;
  series: readonly ChartSeries[];
  /** The one series being read, or null for all. */
  active: ChartSeries | null;
  /** The earlier value of what is read. */
  before?: EarlierValue | null;
  exact: (value: string | null) => string;
}

/** One bucket in words for the live region. */
export function spokenBucket(input: SpokenInput): string {
  const { bucket, index, interval, series, active, exact } = input;
  const name = formatBucketLabel(bucket.date, interval);
  const partial = bucket.partial ? ", not complete" : "";
  const earlier = earlierWords(input);
  if (active) return `${name}${partial}: ${active.label} ${exact(active.exact[index] ?? null)}${earlier}`;
  const { rows, more, total } = tooltipContent(series, index, 3);
  const parts = rows.map((row) => `${row.label} ${exact(row.exact)}`);
  if (total !== null) parts.unshift(`total ${exact(total)}`);
  if (more > 0) parts.push(`and ${more} more`);
  return `${name}${partial}: ${parts.join(", ")}${earlier}`;
}

/** "; up 12.4 % against 10 on Thu, 1 Oct 2026" */
function earlierWords({ before, active, series, index, interval, exact }: SpokenInput): string {
  if (!before) return "";
  const now = sumOf(active ? [active] : series, (one) => one.exact[index] ?? null);
  const { spoken } = formatChange(now, before.exact);
  return `; ${spoken} against ${exact(before.exact)}, ${formatBucketLabel(before.date, interval)}`;
}
