"use client";

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
    save(new Blob([text], { type: "text/csv;charset=utf-8" }), usageCsvName(name));
  };
}

/** Gives the reader a file. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the content by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
