import type { ChartValues } from "@/components/charts/prepare/types";
import { exportFileName } from "@/lib/domain/export/export-table";
import { csvOf, textCell } from "@/lib/domain/files/write-csv";

type CsvSeries = Pick<ChartValues, "exact" | "total"> & { label: string };

/** What the table shows as RFC 4180: a row per series, exact decimals, an empty cell where there is no value. */
export function usageCsv(series: readonly CsvSeries[], dates: readonly string[]): string {
  const head = ["Series", "Total", ...dates].map(textCell);
  const rows = series.map(({ label, total, exact }) => [
    textCell(label),
    total ?? "",
    ...dates.map((_, index) => exact[index] ?? ""),
  ]);
  return csvOf([head, ...rows]);
}

export type CsvName = { slug: string; from: string; to: string; interval: string; at: Date };

/** `acme_usage_2026-10-24_2026-11-22_day_20261122T140322Z.csv` */
export function usageCsvName(name: CsvName): string {
  return exportFileName({ ...name, dataset: "usage", extension: "csv" });
}
