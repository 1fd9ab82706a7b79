import { valueInWords } from "@/components/filters/dimension-words";
import type { UsageSeriesResult } from "@/lib/contracts/usage-series";
import { readSeriesKey, readSeriesLabel } from "@/lib/domain/view/series-key";
import type { ViewDimension } from "@/lib/domain/view/view";

export type FilterOption = { value: string | null; label: string };

/** The values that a dimension has in an answer broken down by it, each once, with the server's names. */
export function optionsOf(
  results: readonly Pick<UsageSeriesResult, "key" | "label">[],
  dimension: ViewDimension,
): FilterOption[] {
  const options = new Map<string | null, FilterOption>();
  for (const { key, label } of results) {
    const value = readSeriesKey(key, [dimension])?.get(dimension);
    if (value === undefined || options.has(value)) continue;
    options.set(value, { value, label: optionLabel(label, dimension, value) });
  }
  return [...options.values()];
}

function optionLabel(label: string, dimension: ViewDimension, value: string | null): string {
  if (value === null || dimension === "file_type") return valueInWords(dimension, value);
  const name = readSeriesLabel(label, [dimension]).get(dimension) ?? value;
  return name === `${value} (${value})` ? value : name;
}

/** Options that hold what was typed, in their name or their value; chosen ones that no answer names come last. */
export function shownOptions(
  options: readonly FilterOption[],
  chosen: readonly (string | null)[],
  dimension: ViewDimension,
  typed: string,
): FilterOption[] {
  const missing = chosen
    .filter((value) => options.every((option) => option.value !== value))
    .map((value) => ({ value, label: valueInWords(dimension, value) }));
  const wanted = typed.trim().toLowerCase();
  return [...options, ...missing].filter(
    ({ value, label }) => label.toLowerCase().includes(wanted) || value?.toLowerCase().includes(wanted),
  );
}
