import { formatChange } from "@/lib/format-change";
import { formatBucketTick, formatDayRange } from "@/lib/format-time";
import { descending, sumOf } from "./exact-sum";
import type { ChartBucket, ChartSeries, Interval } from "./types";

const PER: Record<Interval, string> = {
  hour: "per hour",
  day: "per day",
  week: "per week",
  month: "per month",
  billing_period: "per billing period",
};

export interface SummaryInput {
  title: string;
  interval: Interval;
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
  total: string | null;
  /** The earlier range: its days in words and what it came to. */
  compared?: { words: string; total: string | null } | null;
  /** Writes a decimal string exactly. */
  exact: (value: string | null) => string;
}

/** The chart in a sentence or two, for readers who do not see it. */
export function chartSummary(input: SummaryInput): string {
  const { title, interval, buckets, series, total, exact } = input;
  const first = buckets[0]?.date ?? "";
  const last = buckets.at(-1)?.date ?? "";
  if (buckets.length === 0 || series.length === 0) return `${title}: nothing to show.`;
  const head = `${title} ${PER[interval]}, ${formatDayRange(first, last).replace(" – ", " to ")}.`;
  const sum = total === null ? [] : [`Total ${exact(total)}`];
  const facts = [...sum, ...extremes({ interval, buckets, series, exact })];
  return `${head}${facts.length > 0 ? ` ${facts.join(", ")}.` : ""}${largest(series, exact)}${against(input)}`;
}

/** " Up 12.4 % against 1,234 between 24 Sep and 23 Oct." */
function against({ total, compared, exact }: SummaryInput): string {
  if (!compared || total === null || compared.total === null) return "";
  const { spoken } = formatChange(total, compared.total);
  const change = spoken.charAt(0).toUpperCase() + spoken.slice(1);
  const [first, last] = compared.words.split(" – ");
  const when = last === undefined ? `on ${first}` : `between ${first} and ${last}`;
  return ` ${change} against ${exact(compared.total)} ${when}.`;
}

function extremes({ interval, buckets, series, exact }: Omit<SummaryInput, "title" | "total">): string[] {
  const sums = buckets.map((bucket, index) => ({
    name: bucketName(bucket, interval),
    partial: bucket.partial,
    value: sumOf(series, (one) => one.exact[index] ?? null),
  }));
  const complete = sums.filter((sum) => !sum.partial && sum.value !== null);
  const [first, ...rest] = complete;
  const high = rest.reduce(
    (best, sum) => (descending(sum.value, best?.value ?? null) < 0 ? sum : best),
    first,
  );
  const low = rest.reduce(
    (best, sum) => (descending(sum.value, best?.value ?? null) > 0 ? sum : best),
    first,
  );
  const running = sums.at(-1);
  const facts: string[] = [];
  if (high && low && high !== low) {
    facts.push(`highest ${exact(high.value)} on ${high.name}`, `lowest ${exact(low.value)} on ${low.name}`);
  }
  if (running?.partial && running.value !== null)
    facts.push(`${running.name} so far ${exact(running.value)}`);
  return facts;
}

function bucketName({ date }: ChartBucket, interval: Interval): string {
  const day = formatBucketTick(date.slice(0, 10), interval === "hour" ? "day" : interval);
  return interval === "hour" ? `${day} ${date.slice(11, 16)}` : day;
}

function largest(series: readonly ChartSeries[], exact: SummaryInput["exact"]): string {
  if (series.length < 2) return "";
  const [top] = [...series].filter((one) => !one.other).sort((a, b) => descending(a.total, b.total));
  return top ? ` ${series.length} series, the largest is ${top.label} with ${exact(top.total)}.` : "";
}
