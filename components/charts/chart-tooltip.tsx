"use client";

import { memo } from "react";
import { cx } from "@/components/ui/cx";
import { formatPercent } from "@/lib/format";
import { formatChange } from "@/lib/format-change";
import { formatBucketLabel } from "@/lib/format-time";
import { MOST_EARLIER } from "./prepare/earlier";
import { type EarlierValue, type TooltipRow, tooltipContent } from "./prepare/tooltip-rows";
import type { ChartBucket, ChartSeries, Interval } from "./prepare/types";
import { Swatch } from "./swatch";
import type { ValueFormat } from "./value-format";

export interface ChartTooltipProps {
  index: number;
  interval: Interval;
  bucket: ChartBucket;
  series: readonly ChartSeries[];
  /** What all of them came to in the place of this bucket before. */
  before: EarlierValue | null;
  colours: ReadonlyMap<string, string>;
  format: ValueFormat;
  /** The series being read with the keyboard. */
  activeKey: string | null;
  /** What a partial bucket says: "so far" or "part of the day". */
  partialNote: string;
  /** What the second line says at this bucket. */
  also: { label: string; exact: string; before: EarlierValue | null } | null;
  hint?: string;
}

export const ChartTooltip = memo(function ChartTooltip(props: ChartTooltipProps) {
  const { index, interval, bucket, series, before, colours, format, activeKey } = props;
  const { partialNote, also, hint } = props;
  const { rows, more, total } = tooltipContent(series, index);
  // The total names the unit once for all rows under it.
  const write = total === null ? format.exact : format.cell;
  const isTold = ({ key }: TooltipRow) => series.length <= MOST_EARLIER || key === activeKey;
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
      {total !== null && before && <Earlier {...{ interval, before }} now={total} write={format.exact} />}
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
            {row.previous && isTold(row) && (
              <Earlier {...{ interval, write }} before={row.previous} now={row.exact} indented />
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <span className="text-axis">+ {more} more</span>}
      {also && (
        <div className="flex flex-col gap-1 border-t pt-1.5">
          <div className="flex justify-between gap-4">
            <span className="text-axis">{also.label}</span>
            <span className="font-medium">{format.exact(also.exact)}</span>
          </div>
          {also.before && (
            <Earlier {...{ interval, before: also.before }} now={also.exact} write={format.exact} />
          )}
        </div>
      )}
      {hint && <span className="text-axis">{hint}</span>}
    </div>
  );
});

interface EarlierProps {
  interval: Interval;
  before: EarlierValue;
  now: string | null;
  write: (value: string | null) => string;
  indented?: boolean;
}

/** The earlier value with its own date, and the change against it. */
function Earlier({ interval, before, now, write, indented }: EarlierProps) {
  return (
    <span className={cx("flex justify-between gap-4 font-normal text-axis", indented && "pl-4.5")}>
      <span>{formatBucketLabel(before.date, interval)}</span>
      <span>
        {write(before.exact)}
        <span className="ml-2 inline-block min-w-14 text-right">{formatChange(now, before.exact).text}</span>
      </span>
    </span>
  );
}
