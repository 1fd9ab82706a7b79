import type { ChartValues } from "@/components/charts/prepare/types";
import { exportFileName } from "@/lib/domain/export/export-table";
import { csvOf, textCell } from "@/lib/domain/files/write-csv";

type CsvSeries = Pick<ChartValues, "exact" | "total"> & { label: string; previous?: ChartValues | undefined };

/**
 * What the table shows as RFC 4180: a row per series, exact decimals, an empty cell where there is no value. A
 * comparison follows at the right, under the dates of its own.
 */
export function usageCsv(series: readonly CsvSeries[], dates: readonly string[]): string {
  const earlier = earlierDates(series);
  const before = earlier.map((date) => `Previous ${date}`);
  const head = ["Series", "Total", ...dates, ...(earlier.length > 0 ? ["Previous total", ...before] : [])];
  const rows = series.map(({ label, total, exact, previous }) => [
    textCell(label),
    total ?? "",
    ...dates.map((_, index) => exact[index] ?? ""),
    ...(earlier.length > 0 ? [previous?.total ?? ""] : []),
    ...earlier.map((_, index) => previous?.exact[index] ?? ""),
  ]);
  return csvOf([head.map(textCell), ...rows]);
}

/** The dates of the earlier range; a series that had nothing in it has none. */
const earlierDates = (series: readonly CsvSeries[]) =>
  series.find(({ previous }) => previous && previous.dates.length > 0)?.previous?.dates ?? [];

export type CsvName = {
  dataset: "usage" | "spend";
  slug: string;
  from: string;
  to: string;
  interval: string;
  at: Date;
};

/** `acme_usage_2026-10-24_2026-11-22_day_20261122T140322Z.csv` */
export function usageCsvName(name: CsvName): string {
  return exportFileName({ ...name, extension: "csv" });
}
