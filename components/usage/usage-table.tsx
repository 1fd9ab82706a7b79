"use client";

import { useId, useMemo, useState } from "react";
import { togetherBefore } from "@/components/charts/prepare/earlier";
import { quantityFormat } from "@/components/charts/value-format";
import { PHONE, useMedia } from "@/components/filters/use-media";
import { useView } from "@/components/filters/view-context";
import { DataTable } from "@/components/tables/data-table";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { Skeleton } from "@/components/ui/skeleton";
import { cardStatus } from "@/components/usage/card-status";
import { goneBefore } from "@/components/usage/prepare/earlier-usage";
import { oneUnit } from "@/components/usage/prepare/meter-panels";
import type { NamedSeries } from "@/components/usage/prepare/named-series";
import { readSort, writeSort } from "@/components/usage/prepare/table-sort";
import {
  MOST_POINTS,
  type UsageRow,
  usageColumns,
  usageRows,
} from "@/components/usage/prepare/usage-columns";
import { useDownload } from "@/components/usage/use-download";
import { useEarlierUsage, useShownUsage } from "@/components/usage/use-shown-usage";

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
  const compared = useComparedTotal(series);
  const columns = useMemo(
    () => usageColumns(rows, dates, { interval, narrow, compared }),
    [rows, dates, interval, narrow, compared],
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
        {compared && (
          <p className="px-3 pt-2 text-xs text-axis">
            Previous: {compared.words}
            {compared.gone && `; ${compared.gone} of it belongs to what is not in this range`}
          </p>
        )}
        {dates.length > MOST_POINTS && (
          <p className="px-3 py-2 text-xs text-axis">
            The newest {MOST_POINTS} of {dates.length} points; the chart and the CSV file have all.
          </p>
        )}
      </CardState>
    </Card>
  );
}

/** What all series came to in the earlier range, and how much of it has no series in this one. */
function useComparedTotal(series: readonly NamedSeries[]) {
  const earlier = useEarlierUsage();
  return useMemo(() => {
    const compared = earlier([...new Set(series.map(({ meter }) => meter))]);
    const unit = oneUnit(series);
    if (!compared) return null;
    if (unit === null) return { words: compared.words, total: null, gone: null };
    const total = togetherBefore(series, series, compared.whole)?.total ?? null;
    const gone = goneBefore(series, total);
    return { words: compared.words, total, gone: gone && quantityFormat(unit).exact(gone) };
  }, [earlier, series]);
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
