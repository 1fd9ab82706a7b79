import type { UsageSeries } from "@/lib/contracts/usage-series";
import { formatQuantity } from "@/lib/format";

/** What of an answer was loaded as sums, by meter; null where nothing was. */
export function openingWords(
  { results, meta }: Pick<UsageSeries, "results" | "meta">,
  names: ReadonlyMap<string, string>,
): string | null {
  const parts = (meta.opening ?? []).map(({ usage_type, total }) => {
    const unit = results.find((result) => result.usage_type === usage_type)?.unit ?? "";
    return `${names.get(usage_type) ?? usage_type} ${formatQuantity(total, unit, "exact")}`;
  });
  return parts.length === 0 ? null : `Loaded as sums of days, without single events: ${parts.join(", ")}`;
}
