"use client";

import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/components/ui/table";
import { formatBucketLabel } from "@/lib/format-time";
import { sumOf } from "./prepare/exact-sum";
import type { ChartBucket, ChartSeries, Interval } from "./prepare/types";
import type { ValueFormat } from "./value-format";

export interface ChartTableProps {
  caption: string;
  interval: Interval;
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
  format: ValueFormat;
  className?: string;
}

/** The numbers of the chart, newest first, with the totals that the series came with. */
export function ChartTable({ caption, interval, buckets, series, format, className }: ChartTableProps) {
  const newestFirst = buckets.map((bucket, index) => ({ bucket, index })).reverse();
  const several = series.length > 1 && series.every(({ additive }) => additive !== false);
  const unit = format.unit ? ` (${format.unit})` : "";
  return (
    <TableScroll label={caption} className={className}>
      <Table>
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 z-20 bg-card">
          <tr>
            <TableHead className="sticky left-0 bg-card">Date</TableHead>
            {series.map((one) => (
              <TableHead key={one.key} className="text-right">
                {one.label}
                {unit}
              </TableHead>
            ))}
            {several && <TableHead className="text-right">Total{unit}</TableHead>}
          </tr>
        </thead>
        <tbody>
          {newestFirst.map(({ bucket, index }) => (
            <TableRow key={bucket.date}>
              <th
                scope="row"
                className="sticky left-0 z-10 border-b bg-card px-3 text-left font-normal whitespace-nowrap"
              >
                {formatBucketLabel(bucket.date, interval)}
                {bucket.partial && <span className="ml-2 text-xs text-axis">partial</span>}
              </th>
              {series.map((one) => (
                <TableCell key={one.key} className="text-right">
                  {format.cell(one.exact[index])}
                </TableCell>
              ))}
              {several && (
                <TableCell className="text-right font-medium">
                  {format.cell(sumOf(series, (one) => one.exact[index] ?? null))}
                </TableCell>
              )}
            </TableRow>
          ))}
        </tbody>
        <tfoot className="sticky bottom-0 z-20 bg-card font-medium [&_td]:border-t [&_td]:border-b-0 [&_th]:border-t">
          <tr>
            <th scope="row" className="sticky left-0 h-9 bg-card px-3 text-left">
              Total
            </th>
            {series.map((one) => (
              <TableCell key={one.key} className="text-right">
                {format.cell(one.total)}
              </TableCell>
            ))}
            {several && (
              <TableCell className="text-right">{format.cell(sumOf(series, (one) => one.total))}</TableCell>
            )}
          </tr>
        </tfoot>
      </Table>
    </TableScroll>
  );
}
