"use client";

import { memo } from "react";
import { formatPercent } from "@/lib/format";
import { formatBucketLabel } from "@/lib/format-time";
import { tooltipContent } from "./prepare/tooltip-rows";
import type { ChartBucket, ChartSeries, Interval } from "./prepare/types";
import { Swatch } from "./swatch";
import type { ValueFormat } from "./value-format";

export interface ChartTooltipProps {
  index: number;
  interval: Interval;
  bucket: ChartBucket;
  series: readonly ChartSeries[];
  colours: ReadonlyMap<string, string>;
  format: ValueFormat;
  /** The series being read with the keyboard. */
  activeKey: string | null;
  /** What a partial bucket says: "so far" or "part of the day". */
  partialNote: string;
  /** What the second line says at this bucket. */
  also: { label: string; text: string } | null;
  hint?: string;
}

export const ChartTooltip = memo(function ChartTooltip(props: ChartTooltipProps) {
  const { index, interval, bucket, series, colours, format, activeKey, partialNote, also, hint } = props;
  const { rows, more, total } = tooltipContent(series, index);
  // The total names the unit once for all rows under it.
  const write = total === null ? format.exact : format.cell;
  return (
    <div className="flex flex-col gap-1.5 text-xs">
      <div className="flex items-baseline justify-between gap-4">
        <span className="font-medium">{formatBucketLabel(bucket.date, interval)}</span>
        {bucket.partial && <span className="text-axis">{partialNote}</span>}
      </div>
      {total !== null && (
        <div className="flex justify-between gap-4">
          <span className="text-axis">Total</span>
          <span className="font-medium">{format.exact(total)}</span>
        </div>
      )}
      <ul className="flex flex-col gap-1">
        {rows.map((row) => (
          <li key={row.key} className={activeKey === row.key ? "font-semibold" : undefined}>
            <span className="flex items-center gap-1.5">
              <Swatch colour={colours.get(row.key)} />
              <span className="min-w-0 flex-1 truncate">{row.label}</span>
              <span>{write(row.exact)}</span>
              {row.share !== null && (
                <span className="w-11 text-right text-axis">{formatPercent(row.share)}</span>
              )}
            </span>
            {row.previous?.date && (
              <span className="flex justify-between gap-4 pl-4.5 text-axis">
                <span>{formatBucketLabel(row.previous.date, interval)}</span>
                <span>{write(row.previous.exact)}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <span className="text-axis">+ {more} more</span>}
      {also && (
        <div className="flex justify-between gap-4 border-t pt-1.5">
          <span className="text-axis">{also.label}</span>
          <span className="font-medium">{also.text}</span>
        </div>
      )}
      {hint && <span className="text-axis">{hint}</span>}
    </div>
  );
});
