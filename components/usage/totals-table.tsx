"use client";

import { useId, useState } from "react";
import { Amount } from "@/components/charts/amount";
import { quantityFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import { DataTable } from "@/components/tables/data-table";
import type { DataColumn, TableSort } from "@/components/tables/prepare-columns";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { cardStatus } from "@/components/usage/card-status";
import type { MeterNames } from "@/components/usage/prepare/named-series";
import { TableSkeleton } from "@/components/usage/usage-table";
import { useMeterNames } from "@/components/usage/use-shown-usage";
import type { UsageTotals } from "@/lib/contracts/usage-totals";
import { formatUnit } from "@/lib/format";
import { useUsageTotals } from "@/lib/queries/usage-totals";
import { viewTotalsQuery } from "@/lib/queries/view-queries";

type Total = UsageTotals[number];

/** What every meter came to in the range, for the organization as a whole. */
export function TotalsTable() {
  const { resolved, organization } = useView();
  const totals = useUsageTotals(viewTotalsQuery(resolved, organization.id));
  const names = useMeterNames();
  const [sort, setSort] = useState<TableSort>({ id: "name", desc: false });
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id}>Totals of all meters</CardTitle>
      </CardHeader>
      <CardState
        state={cardStatus(totals)}
        subject="totals"
        skeleton={<TableSkeleton />}
        className="min-h-32 pt-2"
      >
        <DataTable
          caption="Totals of all meters in the range"
          columns={totalColumns(names)}
          rows={totals.data ?? []}
          rowKey={(row) => row.feature_key}
          sort={sort}
          onSortChange={setSort}
          empty="No meter was used in this range"
        />
      </CardState>
    </Card>
  );
}

const totalColumns = (names: MeterNames): DataColumn<Total>[] => [
  {
    id: "name",
    label: "Meter",
    kind: "text",
    value: (row) => names.get(row.feature_key) ?? row.feature_key,
    rowHeader: true,
  },
  {
    id: "quantity",
    label: "Quantity",
    kind: "number",
    value: (row) => row.quantity,
    cell: (row) => quantityFormat(row.unit).cell(row.quantity),
  },
  { id: "unit", label: "Unit", kind: "text", value: (row) => formatUnit(row.unit, row.quantity) },
  {
    id: "readable",
    label: "Readable",
    kind: "number",
    value: (row) => row.quantity,
    cell: (row) => <Amount value={row.quantity} format={quantityFormat(row.unit)} />,
    unsortable: true,
  },
];
