import { shares } from "@/components/charts/prepare/shares";
import { valueInWords } from "@/components/filters/dimension-words";
import type { UsageGranular } from "@/lib/contracts/usage-granular";

/** A row of a bar list with the value that it filters by; null is "has none". */
export type ListItem = {
  key: string;
  value: string;
  share: string | null;
  label: string;
  filter: string | null;
};

/** Keys of rows are texts; a value that is missing gets one that no value can have. */
export const listKey = (value: string | null) => value ?? "\u0000";

/** Uploads by file type, with the shares that the server rounded to exactly 100. */
export function fileTypeItems({ file_types }: UsageGranular): ListItem[] {
  return file_types.map(({ file_type, total_uploads, percentage }) => ({
    key: listKey(file_type),
    label: valueInWords("file_type", file_type),
    value: String(total_uploads),
    share: percentage,
    filter: file_type,
  }));
}

/** Uploads or requests by provider; providers without any are left out. */
export function providerItems(
  { providers }: UsageGranular,
  measure: "total_uploads" | "total_requests",
): ListItem[] {
  const rows = providers.filter((row) => row[measure] > 0).sort((a, b) => b[measure] - a[measure]);
  const parts = shares(
    rows.map((row) => String(row[measure])),
    2,
  );
  return rows.map((row, index) => ({
    key: listKey(row.provider),
    label: valueInWords("provider", row.provider),
    value: String(row[measure]),
    share: parts[index] ?? null,
    filter: row.provider,
  }));
}
