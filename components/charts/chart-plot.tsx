"use client";

import { memo, useMemo } from "react";
import { CartesianGrid, ComposedChart, ReferenceLine, XAxis, YAxis } from "recharts";
import type { EarlierLine } from "./prepare/earlier";
import { NARROW_WIDTH, type PlotBox } from "./prepare/plot-geometry";
import { BAR_GAP, type BarSizes, onFoot, plotRows } from "./prepare/plot-rows";
import type { TimeTick } from "./prepare/time-axis";
import type { ChartBucket, ChartKind, ChartSeries } from "./prepare/types";
import type { ValueAxis } from "./prepare/value-axis";
import { seriesMarks } from "./series-marks";
import type { ValueFormat } from "./value-format";

export interface ChartPlotProps {
  /** Prefix of the ids of patterns, unique on the page. */
  id: string;
  kind: ChartKind;
  stacked: boolean;
  box: PlotBox;
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
  /** What is drawn of the earlier range. */
  earlier: readonly EarlierLine[];
  /** Given where narrow bars of the earlier range stand beside the others. */
  barSizes: BarSizes | null;
  colours: ReadonlyMap<string, string>;
  axis: ValueAxis;
  ticks: readonly TimeTick[];
  format: ValueFormat;
  /** The others fade. */
  highlighted: string | null;
}

/** The drawing and nothing else: what to draw was decided in prepare/. */
export const ChartPlot = memo(function ChartPlot(props: ChartPlotProps) {
  const { kind, box, buckets, series, earlier, axis, ticks, format } = props;
  const rows = useMemo(() => {
    const all = plotRows(buckets, series, kind, earlier);
    return axis.log ? onFoot(all, axis.domain[0]) : all;
  }, [buckets, series, kind, earlier, axis]);
  const labels = useMemo(() => new Map(ticks.map((tick) => [tick.index, tick.label])), [ticks]);
  const margin = useMemo(() => ({ top: box.top, right: box.right, bottom: 0, left: 0 }), [box]);
  const narrow = box.width < NARROW_WIDTH;
  return (
    <ComposedChart
      width={box.width}
      height={box.height}
      data={rows}
      margin={margin}
      stackOffset="sign"
      barCategoryGap="18%"
      barGap={props.barSizes ? BAR_GAP : undefined}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--hairline)" />
      <XAxis
        dataKey="index"
        type={kind === "bar" ? "category" : "number"}
        domain={[0, Math.max(1, buckets.length - 1)]}
        ticks={ticks.map((tick) => tick.index)}
        interval={0}
        height={box.bottom}
        tick={labels.size > 0 && ((at: TickAt) => <TimeLabel at={at} labels={labels} box={box} />)}
        tickLine={false}
        axisLine={false}
        tickMargin={8}
      />
      <YAxis
        width={box.left}
        hide={narrow}
        domain={axis.domain}
        scale={axis.log ? "log" : "linear"}
        ticks={axis.ticks}
        tickFormatter={format.axis}
        interval={0}
        tick={AXIS_TEXT}
        tickLine={false}
        axisLine={false}
        allowDataOverflow
      />
      {seriesMarks(props)}
      <ReferenceLine y={baseOf(axis)} stroke="var(--axis)" strokeWidth={1} />
    </ComposedChart>
  );
});

/** Zero where the axis has it, else the axis' low end. */
const baseOf = ({ domain: [low, high] }: ValueAxis) => (low <= 0 && high >= 0 ? 0 : low);

const AXIS_TEXT = { fill: "var(--axis)", fontSize: 12 };

interface TickAt {
  x: number | string;
  y: number | string;
  payload: { value: number };
}

const HALF_LABEL = 36;

/** A label that stays inside the picture at both of its ends. */
function TimeLabel({ at, labels, box }: { at: TickAt; labels: ReadonlyMap<number, string>; box: PlotBox }) {
  const x = Number(at.x);
  const isFirst = x < HALF_LABEL;
  const isLast = x > box.width - HALF_LABEL;
  return (
    <text
      x={isFirst ? 0 : isLast ? box.width : x}
      y={Number(at.y)}
      dy="0.71em"
      textAnchor={isFirst ? "start" : isLast ? "end" : "middle"}
      {...AXIS_TEXT}
    >
      {labels.get(at.payload.value)}
    </text>
  );
}
