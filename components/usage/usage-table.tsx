"use client";

import { useId, useMemo, useState } from "react";
import { PHONE, useMedia } from "@/components/filters/use-media";
import { useView } from "@/components/filters/view-context";
import { DataTable } from "@/components/tables/data-table";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { Skeleton } from "@/components/ui/skeleton";
import { cardStatus } from "@/components/usage/card-status";
import { readSort, writeSort } from "@/components/usage/prepare/table-sort";
import {
  MOST_POINTS,
  type UsageRow,
  usageColumns,
  usageRows,
} from "@/components/usage/prepare/usage-columns";
import { useDownload } from "@/components/usage/use-download";
import { useShownUsage } from "@/components/usage/use-shown-usage";

/** The numbers of the chart: a row per series, a column per point, and what they come to. */
export function UsageTable() {
  const { view, resolved, change } = useView();
  const [unfolded, setUnfolded] = useState(false);
  const { answer, series } = useShownUsage({ all: unfolded });
  const download = useDownload({ all: unfolded });
  const id = useId();
  const dates = useMemo(() => answer.data?.meta.buckets.map((bucket) => bucket.date) ?? [], [answer.data]);
  const rows = useMemo(() => usageRows(series), [series]);
  const { interval } = resolved;
  const narrow = useMedia(PHONE);
  const columns = useMemo(
    () => usageColumns(rows, dates, { interval, narrow }),
    [rows, dates, interval, narrow],
  );
  const folded = rows.some((row) => row.other);
  const filterTo = (row: UsageRow) => {
    if (!row.members) return setUnfolded(true);
    const filters = [...row.members].map(([name, value]) => [name, { include: [value], exclude: [] }]);
    change({ ...Object.fromEntries(filters), hidden: null });
  };
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id} className="flex-1">
          Breakdown
        </CardTitle>
        {(folded || unfolded) && (
          <Button size="sm" variant="ghost" onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? "Show the largest" : "Show all series"}
          </Button>
        )}
        <Button size="sm" disabled={!download} onClick={download ?? undefined}>
          Download CSV
        </Button>
      </CardHeader>
      <CardState
        state={cardStatus(answer)}
        subject="breakdown"
        skeleton={<TableSkeleton />}
        className="min-h-48 pt-2"
      >
        <DataTable
          caption={`Usage by series and ${interval}`}
          columns={rows.length === 0 ? columns.slice(0, 2) : columns}
          rows={rows}
          rowKey={(row) => row.key}
          sort={readSort(view.sort)}
          onSortChange={(sort) => change({ sort: writeSort(sort) })}
          onRowClick={filterTo}
          isDimmed={(row) => view.hidden.includes(row.key)}
          empty="No usage for this view"
        />
        {dates.length > MOST_POINTS && (
          <p className="px-3 py-2 text-xs text-axis">
            The newest {MOST_POINTS} of {dates.length} points; the chart and the CSV file have all.
          </p>
        )}
      </CardState>
    </Card>
  );
}

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

export function TableSkeleton() {
  return (
    <div className="flex flex-col gap-3 p-3">
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-5" />
      ))}
    </div>
  );
}
