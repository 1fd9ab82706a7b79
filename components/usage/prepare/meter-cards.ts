import type { MeterNames } from "@/components/usage/prepare/named-series";
import type { UsageSeriesResult } from "@/lib/contracts/usage-series";
import type { UsageTotals } from "@/lib/contracts/usage-totals";
import { type Change, formatChange } from "@/lib/format-change";

export type MeterCard = {
  meter: string;
  name: string;
  unit: string;
  total: string | null;
  values: readonly (number | null)[];
  /** Against the earlier range; null without a comparison. */
  change: Change | null;
};

/** Display names of the meters in an answer broken down by meter. */
export function meterNames(results: readonly Pick<UsageSeriesResult, "usage_type" | "label">[]): MeterNames {
  return new Map(results.map(({ usage_type, label }) => [usage_type, label]));
}

/** A card per meter with usage: its total from the totals, its course from the series; the busiest meter first. */
export function meterCards(totals: UsageTotals, results: readonly UsageSeriesResult[]): MeterCard[] {
  const labelled = (label: UsageSeriesResult["compare_label"]) =>
    new Map(results.filter((one) => one.compare_label === label).map((one) => [one.usage_type, one]));
  const courses = labelled("current");
  const before = labelled("previous");
  const changeOf = (meter: string, total: string | null) => {
    const earlier = before.get(meter);
    return earlier ? formatChange(total, earlier.total) : null;
  };
  const events = (meter: string) =>
    courses.get(meter)?.event_counts.reduce((sum, count) => sum + count, 0) ?? 0;
  return totals
    .map(({ feature_key, unit, quantity }) => ({
      meter: feature_key,
      name: courses.get(feature_key)?.label ?? feature_key,
      unit,
      total: quantity,
      values: courses.get(feature_key)?.data ?? [],
      change: changeOf(feature_key, quantity),
    }))
    .sort((a, b) => events(b.meter) - events(a.meter));
}
