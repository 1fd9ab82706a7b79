import type { ChartSeries, ChartValues } from "@/components/charts/prepare/types";
import { earlierByKey, valuesOf } from "@/components/usage/prepare/earlier-usage";
import type { SpendSeriesResult } from "@/lib/contracts/spend-series";

/** The series of one currency as the chart draws them; money never mixes currencies. */
export function spendSeriesOf(results: readonly SpendSeriesResult[], currency: string): ChartSeries[] {
  const before = earlierByKey(results);
  return results
    .filter((one) => one.compare_label === "current" && one.currency === currency)
    .map((one) => ({
      key: one.key,
      label: one.breakdown_type === "other" ? "Other" : readable(one.label),
      dates: one.dates,
      values: one.data,
      exact: one.data_exact,
      total: one.total,
      other: one.breakdown_type === "other",
      memberCount: one.member_count,
      previous: before.get(one.key),
    }));
}

/** What was spent in the earlier range as a whole, in one currency. */
export function spentBefore(results: readonly SpendSeriesResult[], currency: string): ChartValues | null {
  const found = results.find((one) => one.compare_label === "previous" && one.currency === currency);
  return found ? valuesOf(found) : null;
}

/** "Web (web)::API requests" in the words of a legend. */
const readable = (label: string) => label.replaceAll("::", " · ");
