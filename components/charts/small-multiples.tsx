"use client";

import { type ReactNode, useId, useMemo } from "react";
import { CardState, type CardStatus } from "@/components/ui/card-state";
import { formatChange } from "@/lib/format-change";
import { Amount } from "./amount";
import { type ChartCursor, useCursor } from "./chart-cursor";
import { ChartFrame, type ChartFrameProps } from "./chart-frame";
import { ChartSkeleton } from "./chart-skeleton";
import { ChartSurface } from "./chart-surface";
import { DeltaBadge } from "./delta-badge";
import { LateTable } from "./late-table";
import { isRunning } from "./prepare/bucket-words";
import { chartSummary } from "./prepare/chart-summary";
import { seriesColours } from "./prepare/colours";
import { denseSeries } from "./prepare/dense-series";
import { togetherBefore } from "./prepare/earlier";
import { drawnKind } from "./prepare/plot-rows";
import type { ChartBucket, ChartComparison, ChartKind, ChartSeries, Interval } from "./prepare/types";
import { foldSeries } from "./prepare/visible-series";
import { quantityFormat, type ValueFormat } from "./value-format";

/** One unit, one panel: values of different units have no common axis and no sum. */
export interface ChartPanel {
  key: string;
  title: string;
  format: ValueFormat;
  series: readonly ChartSeries[];
  total: string | null;
  stacked?: boolean;
  /** The earlier range, and what all series of the panel came to in it. */
  compared?: (ChartComparison & { total: string | null }) | null;
}

export interface SmallMultiplesProps {
  title: string;
  interval: Interval;
  buckets: readonly ChartBucket[];
  panels: readonly ChartPanel[];
  state: CardStatus;
  kind: ChartKind;
  onKindChange: (kind: ChartKind) => void;
  knownKeys?: readonly string[];
  asOf?: string | null;
  menu?: ChartFrameProps["menu"];
  cursor?: ChartCursor;
  onBucketSelect?: (bucket: ChartBucket, seriesKey: string | null) => void;
  /** Below the panels: a legend for all of them, notes. */
  footer?: ReactNode;
}

const NO_KEYS: readonly string[] = [];

/** Panels under each other on one time axis, sharing the bucket that is read. */
export function SmallMultiples(props: SmallMultiplesProps) {
  const { title, buckets, panels, state, kind, onKindChange } = props;
  const id = useId();
  const cursor = useCursor(props.cursor);
  const running = isRunning(buckets, props.asOf ?? null);
  return (
    <ChartFrame
      id={id}
      title={title}
      format={quantityFormat("")}
      chartType={{ value: kind, onValueChange: onKindChange, bucketCount: buckets.length }}
      menu={props.menu}
    >
      <CardState
        state={state}
        subject={title}
        skeleton={<ChartSkeleton />}
        className="min-h-40 px-4 pt-2 pb-4"
      >
        <div className="flex flex-col gap-3">
          {panels.map((panel, index) => (
            <Panel
              key={panel.key}
              panel={panel}
              isLast={index === panels.length - 1}
              running={running}
              {...props}
              cursor={cursor}
            />
          ))}
        </div>
        {props.footer}
      </CardState>
    </ChartFrame>
  );
}

interface PanelProps extends Omit<SmallMultiplesProps, "title" | "panels" | "state"> {
  panel: ChartPanel;
  isLast: boolean;
  running: boolean;
}

function Panel(props: PanelProps) {
  const { panel, isLast, running, kind, interval, buckets, asOf = null, cursor, onBucketSelect } = props;
  const { title, format, total, compared = null } = panel;
  const series = useMemo(() => foldSeries(denseSeries(buckets, panel.series)), [buckets, panel.series]);
  const colours = useMemo(() => seriesColours(props.knownKeys ?? NO_KEYS, series), [props.knownKeys, series]);
  const drawn = drawnKind(kind, buckets.length);
  const together = useMemo(() => togetherBefore(series, series, compared?.whole ?? null), [series, compared]);
  const summary = useMemo(
    () => chartSummary({ title, interval, buckets, series, total, compared, exact: format.exact }),
    [title, interval, buckets, series, total, compared, format],
  );
  return (
    <div>
      <h3 className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-medium">{title}</span>
        <Amount value={total} format={format} />
        {running && <span className="text-xs text-axis">so far</span>}
        {compared && total !== null && compared.total !== null && (
          <DeltaBadge change={formatChange(total, compared.total)} against={compared.words} />
        )}
      </h3>
      {drawn.kind === "table" ? (
        <LateTable
          caption={title}
          className="max-h-80 overflow-y-auto"
          {...{ interval, buckets, series, together, format }}
        />
      ) : (
        <ChartSurface
          label={title}
          kind={drawn.kind}
          stacked={panel.stacked ?? false}
          withTimeAxis={isLast}
          highlighted={null}
          className={isLast ? "h-45" : "h-40"}
          {...{ summary, interval, buckets, series, together, colours, format, asOf, cursor, onBucketSelect }}
        />
      )}
      {drawn.note && isLast && <p className="text-xs text-axis">{drawn.note}</p>}
    </div>
  );
}
