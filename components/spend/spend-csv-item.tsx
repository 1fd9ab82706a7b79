"use client";

import { saveFile } from "@/components/charts/save-file";
import { useView } from "@/components/filters/view-context";
import { spendSeriesOf } from "@/components/spend/prepare/spend-series";
import { CsvItem } from "@/components/usage/csv-item";
import { usageCsv, usageCsvName } from "@/components/usage/prepare/usage-csv";
import { addressOf } from "@/lib/api/address-of";
import { exportFile } from "@/lib/contracts/export";
import type { SpendSeriesAnswer } from "@/lib/contracts/spend-series";
import { isCompared, viewSpendQuery } from "@/lib/queries/view-queries";

/** The export of the view, in days: what it has come to is the reader's own sum. Compared, it is what the chart shows. */
export function SpendCsvItem({ data, currency }: { data: SpendSeriesAnswer | undefined; currency: string }) {
  const { resolved, organization } = useView();
  if (isCompared(resolved)) {
    const series = spendSeriesOf(data?.results ?? [], currency);
    const dates = data?.meta.buckets.map(({ date }) => date) ?? [];
    const { range, interval } = resolved;
    const name = {
      ...{ dataset: "spend" as const, slug: organization.slug, interval },
      ...{ from: range.start, to: range.end, at: new Date() },
    };
    const download = () =>
      saveFile(new Blob([usageCsv(series, dates)], { type: "text/csv;charset=utf-8" }), usageCsvName(name));
    return <CsvItem csv={data ? download : null} />;
  }
  const { compare: _, page_size: __, cumulative: ___, top: ____, ...query } = viewSpendQuery(resolved, false);
  return <CsvItem csv={addressOf(exportFile, { ...query, dataset: "spend", format: "csv" })} />;
}
