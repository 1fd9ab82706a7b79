import type { ChartSeries } from "@/components/charts/prepare/types";
import { valueInWords } from "@/components/filters/dimension-words";
import { earlierByKey } from "@/components/usage/prepare/earlier-usage";
import type { UsageSeriesResult } from "@/lib/contracts/usage-series";
import { isAdditive } from "@/lib/domain/meters";
import { readSeriesKey, readSeriesLabel, type SeriesMembers } from "@/lib/domain/view/series-key";
import type { ViewDimension } from "@/lib/domain/view/view";

/** A series of the answer with the names that people read. */
export type NamedSeries = ChartSeries & {
  meter: string;
  unit: string;
  /** How many events it counts: meters cannot be compared by amounts of different units. */
  events: number;
  /** What to filter by to see only this series; null for the folded rest. */
  members: SeriesMembers | null;
  /** What it has in common with series of other meters, such as the provider; they share colour and legend. */
  part: { key: string; label: string };
};

/** Meter names by key. */
export type MeterNames = ReadonlyMap<string, string>;

/** The series of an answer; the meter is named only where there are several, since a name must tell them apart. */
export function namedSeries(
  results: readonly UsageSeriesResult[],
  breakdown: readonly ViewDimension[],
  meters: MeterNames,
): NamedSeries[] {
  const current = results.filter((result) => result.compare_label === "current");
  const before = earlierByKey(results);
  const several = new Set(current.map((result) => result.usage_type)).size > 1;
  const others = breakdown.filter((name) => name !== "type");
  const shown: ViewDimension[] = several || others.length === 0 ? inAskedOrder(breakdown) : others;
  return current.map((result) => {
    const members = readSeriesKey(result.key, breakdown);
    const nameOf = (dimensions: readonly ViewDimension[]) =>
      members ? memberLabel(result, members, dimensions, breakdown, meters) : "Other";
    const rest = several ? `Other · ${meters.get(result.usage_type) ?? result.usage_type}` : "Other";
    const values = members && others.map((name) => members.get(name) ?? null);
    return {
      key: result.key,
      label: members ? nameOf(shown) : rest,
      dates: result.dates,
      values: result.data,
      exact: result.data_exact,
      total: result.total,
      other: members === null,
      memberCount: result.member_count,
      additive: isAdditive(result),
      previous: before.get(result.key),
      meter: result.usage_type,
      unit: result.unit,
      events: result.event_counts.reduce((sum, count) => sum + count, 0),
      members,
      part: { key: values ? JSON.stringify(values) : REST, label: nameOf(others) },
    };
  });
}

/** The key that the folded rests of all meters share. */
const REST = "other";

/** Dimensions as the reader ordered them; a meter that nobody asked for comes last. */
function inAskedOrder(breakdown: readonly ViewDimension[]): ViewDimension[] {
  return breakdown.includes("type") ? [...breakdown] : [...breakdown, "type"];
}

function memberLabel(
  { label, usage_type }: UsageSeriesResult,
  members: SeriesMembers,
  ordered: readonly ViewDimension[],
  breakdown: readonly ViewDimension[],
  meters: MeterNames,
): string {
  const names = readSeriesLabel(label, breakdown);
  const parts = ordered.map((dimension) => {
    if (dimension === "type") return meters.get(usage_type) ?? names.get("type") ?? usage_type;
    const value = members.get(dimension) ?? null;
    return dimension === "team" ? teamName(value, names.get("team")) : valueInWords(dimension, value);
  });
  return parts.join(" · ");
}

/** "Website (web)" as it is; a team that is named by its own id only once. */
function teamName(value: string | null, name: string | undefined): string {
  if (value === null || name === undefined || name === `${value} (${value})`)
    return valueInWords("team", value);
  return name;
}
