"use client";

import { useView } from "@/components/filters/view-context";
import { CsvItem } from "@/components/usage/csv-item";
import { addressOf } from "@/lib/api/address-of";
import { exportFile } from "@/lib/contracts/export";
import { viewSpendQuery } from "@/lib/queries/view-queries";

/** The export of the view, in days: what it has come to is the reader's own sum. */
export function SpendCsvItem() {
  const { resolved } = useView();
  const { compare: _, page_size: __, cumulative: ___, top: ____, ...query } = viewSpendQuery(resolved, false);
  return <CsvItem csv={addressOf(exportFile, { ...query, dataset: "spend", format: "csv" })} />;
}
