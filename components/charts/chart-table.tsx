"use client";

import { Fragment } from "react";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/components/ui/table";
import { sumOf } from "./prepare/exact-sum";
import { type TableCells, tableCells, tableRows } from "./prepare/table-rows";
import type { ChartBucket, ChartSeries, ChartValues, Interval } from "./prepare/types";
import type { ValueFormat } from "./value-format";

export interface ChartTableProps {
  caption: string;
  interval: Interval;
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
  /** What all of them came to in the earlier range; null without a comparison. */
  together: ChartValues | null;
  format: ValueFormat;
  className?: string;
}

/** The numbers of the chart, newest first, with the totals that the series came with. */
export function ChartTable({ caption, className, ...table }: ChartTableProps) {
  const { series, together, format } = table;
  const rows = tableRows(table);
  const several = series.length > 1 && series.every(({ additive }) => additive !== false);
  const shape: Shape = { several, isCompared: series.some(({ previous }) => previous), format };
  const unit = format.unit ? ` (${format.unit})` : "";
  const total = sumOf(series, (one) => one.total);
  return (
    <TableScroll label={caption} className={className}>
      <Table>
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 z-20 bg-card">
          <tr>
            <TableHead className="sticky left-0 bg-card">Date</TableHead>
            {shape.isCompared && <TableHead>Compared with</TableHead>}
            {series.map(({ key, label }) => (
              <Heads key={key} label={`${label}${unit}`} isCompared={shape.isCompared} />
            ))}
            {several && <Heads label={`Total${unit}`} isCompared={shape.isCompared} />}
            {shape.isCompared && <TableHead className="text-right">Change</TableHead>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.key}>
              <th
                scope="row"
                className="sticky left-0 z-10 border-b bg-card px-3 text-left font-normal whitespace-nowrap"
              >
                {row.date}
                {row.partial && <span className="ml-2 text-xs text-axis">partial</span>}
              </th>
              {shape.isCompared && <TableCell className="whitespace-nowrap">{row.before}</TableCell>}
              <Cells cells={row.cells} shape={shape} />
            </TableRow>
          ))}
        </tbody>
        <tfoot className="sticky bottom-0 z-20 bg-card font-medium [&_td]:border-t [&_td]:border-b-0 [&_th]:border-t">
          <tr>
            <th scope="row" className="sticky left-0 h-9 bg-card px-3 text-left">
              Total
            </th>
            {shape.isCompared && <TableCell />}
            <Cells
              cells={tableCells(
                series.map((one) => ({ now: one.total, before: one.previous?.total ?? null })),
                { now: total, before: together?.total ?? null },
              )}
              shape={shape}
            />
          </tr>
        </tfoot>
      </Table>
    </TableScroll>
  );
}

interface Shape {
  several: boolean;
  isCompared: boolean;
  format: ValueFormat;
}

function Heads({ label, isCompared }: { label: string; isCompared: boolean }) {
  return (
    <>
      <TableHead className="text-right">{label}</TableHead>
      {isCompared && (
        <TableHead className="text-right">
          <span className="sr-only">{label}, </span>Previous
        </TableHead>
      )}
    </>
  );
}

/** The values of the series, of all together where there are several, and the change of that. */
function Cells({ cells, shape }: { cells: TableCells; shape: Shape }) {
  const { several, isCompared, format } = shape;
  const shown = several ? [...cells.values, { ...cells.together, isTotal: true }] : cells.values;
  return (
    <>
      {shown.map(({ key, now, before, isTotal }) => (
        <Fragment key={key}>
          <TableCell className={isTotal ? "text-right font-medium" : "text-right"}>
            {format.cell(now)}
          </TableCell>
          {isCompared && <TableCell className="text-right text-axis">{format.cell(before)}</TableCell>}
        </Fragment>
      ))}
      {isCompared && <TableCell className="text-right">{cells.change}</TableCell>}
    </>
  );
}
