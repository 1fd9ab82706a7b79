import Big from "big.js";
import { summedBefore } from "@/components/charts/prepare/earlier";
import { exactSum } from "@/components/charts/prepare/exact-sum";
import type { ChartComparison, ChartValues } from "@/components/charts/prepare/types";
import type { SpendSeriesResult } from "@/lib/contracts/spend-series";
import type { UsageSeriesResult } from "@/lib/contracts/usage-series";
import { dateIn } from "@/lib/domain/time-zone";
import { formatDayRange } from "@/lib/format-time";

type Result = Pick<
  UsageSeriesResult | SpendSeriesResult,
  "key" | "dates" | "data" | "data_exact" | "total" | "compare_label"
>;

/** The values of a series of an answer. */
export const valuesOf = ({ dates, data, data_exact, total }: Result): ChartValues => ({
  ...{ dates, values: data, exact: data_exact, total },
});

/** What the series of an answer came to in the earlier range, by their keys. */
export function earlierByKey(results: readonly Result[]): Map<string, ChartValues> {
  const before = results.filter((result) => result.compare_label === "previous");
  return new Map(before.map((result) => [result.key, valuesOf(result)]));
}

/** What some meters came to together in the earlier range; null where the answer has nothing of them. */
export function wholeBefore(
  results: readonly (Result & { usage_type: string })[],
  meters: readonly string[],
): ChartValues | null {
  const of = results.filter(
    (result) => result.compare_label === "previous" && meters.includes(result.usage_type),
  );
  const [only] = of;
  if (only && of.length === 1) return valuesOf(only);
  return of.length === 0
    ? null
    : summedBefore(of.map((result) => ({ ...NAMELESS, previous: valuesOf(result) })));
}

const NAMELESS = { key: "", label: "", dates: [], values: [], exact: [], total: null };

type Meta = { compare?: { from: string; to: string } | undefined; timezone: string; to: string };

/** The days of the earlier range: "24 Sep – 23 Oct", with the year where it is another one. */
export function comparedWords({ compare, timezone, to }: Meta): string | null {
  if (!compare) return null;
  const lastOf = (end: string) => dateIn(Date.parse(end) - 1, timezone);
  const last = lastOf(compare.to);
  const year = last.slice(0, 4) !== lastOf(to).slice(0, 4);
  return formatDayRange(dateIn(Date.parse(compare.from), timezone), last, { year });
}

/** The comparison of a picture; null where nothing is compared. */
export function comparisonOf(meta: Meta | undefined, whole: ChartValues | null): ChartComparison | null {
  const words = meta && comparedWords(meta);
  return words ? { words, whole } : null;
}

/** What of an earlier total has no series in this range; null where all of it has one. */
export function goneBefore(
  series: readonly { previous?: ChartValues | undefined }[],
  total: string | null,
): string | null {
  if (total === null) return null;
  const named = exactSum(series.map(({ previous }) => previous?.total ?? null)) ?? "0";
  const gone = new Big(total).minus(named);
  return gone.eq(0) ? null : gone.toFixed();
}
