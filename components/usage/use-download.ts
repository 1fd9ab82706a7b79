"use client";

import { saveFile } from "@/components/charts/save-file";
import { useView } from "@/components/filters/view-context";
import { usageCsv, usageCsvName } from "@/components/usage/prepare/usage-csv";
import { useShownUsage } from "@/components/usage/use-shown-usage";

/** Saves what the page shows as CSV; null while there is nothing to save. */
export function useDownload({ all = false } = {}): (() => void) | null {
  const { resolved, organization } = useView();
  const { answer, series } = useShownUsage({ all });
  const buckets = answer.data?.meta.buckets;
  if (!buckets || answer.isPlaceholderData || series.length === 0) return null;
  return () => {
    const { range, interval } = resolved;
    const text = usageCsv(
      series,
      buckets.map((bucket) => bucket.date),
    );
    const name = {
      ...{ dataset: "usage" as const, slug: organization.slug, interval },
      ...{ from: range.start, to: range.end, at: new Date() },
    };
    saveFile(new Blob([text], { type: "text/csv;charset=utf-8" }), usageCsvName(name));
  };
}
