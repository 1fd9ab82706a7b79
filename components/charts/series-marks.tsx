import type { ReactElement } from "react";
import { Area, Bar, Line } from "recharts";
import type { ChartPlotProps } from "./chart-plot";
import { partialColumn, previousColumn, solidColumn } from "./prepare/plot-rows";
import type { ChartSeries } from "./prepare/types";

type MarkInput = Pick<ChartPlotProps, "id" | "kind" | "stacked" | "series" | "colours" | "highlighted">;

interface Mark {
  column: string;
  colour: string;
  opacity: number;
  stack: string | undefined;
}

const STILL = { isAnimationActive: false, type: "linear" } as const;
const POINTLESS = { ...STILL, dot: false, activeDot: false } as const;

/** Recharts reads its direct children, so marks come as a list of elements, not as a component. */
export function seriesMarks({ id, kind, stacked, series, colours, highlighted }: MarkInput): ReactElement[] {
  const stack = stacked ? "all" : undefined;
  return series.flatMap((one, position) => {
    const colour = colours.get(one.key) ?? "var(--chart-1)";
    const opacity = highlighted === null || highlighted === one.key ? 1 : 0.3;
    const solid: Mark = { column: solidColumn(position), colour, opacity, stack };
    const unfinished: Mark = { column: partialColumn(position), colour, opacity, stack };
    return [
      ...previousMarks(one, position, opacity),
      ...(kind === "bar" ? bars(id, solid, unfinished, position, stacked) : []),
      ...(kind === "area" ? areas(solid, unfinished) : []),
      ...(kind === "line" ? lines(solid, unfinished) : []),
    ];
  });
}

function previousMarks(one: ChartSeries, position: number, opacity: number): ReactElement[] {
  if (!one.previous) return [];
  const column = previousColumn(position);
  return [
    <Line
      key={column}
      {...POINTLESS}
      dataKey={column}
      stroke="var(--chart-other)"
      strokeOpacity={opacity}
      strokeDasharray="4 4"
      strokeWidth={1.5}
    />,
  ];
}

function lines(solid: Mark, unfinished: Mark): ReactElement[] {
  return [solid, unfinished].map(({ column, colour, opacity }) => (
    <Line
      key={column}
      {...POINTLESS}
      dataKey={column}
      stroke={colour}
      strokeOpacity={opacity}
      strokeWidth={2}
      strokeDasharray={column === unfinished.column ? "4 3" : undefined}
    />
  ));
}

function areas(solid: Mark, unfinished: Mark): ReactElement[] {
  return [solid, unfinished].map(({ column, colour, opacity, stack }) => (
    <Area
      key={column}
      {...POINTLESS}
      dataKey={column}
      // The two ends share a point, so each needs a stack of its own.
      stackId={stack && `${stack}-${column === unfinished.column ? "unfinished" : "solid"}`}
      stroke={colour}
      strokeOpacity={opacity}
      strokeWidth={stack ? 1.5 : 2}
      strokeDasharray={column === unfinished.column ? "4 3" : undefined}
      fill={colour}
      fillOpacity={(stack ? 0.75 : 0.18) * opacity * (column === unfinished.column ? 0.5 : 1)}
    />
  ));
}

/** A bar is whole or unfinished, never both: one stack per series keeps the two in the same place. */
function bars(id: string, solid: Mark, unfinished: Mark, position: number, stacked: boolean): ReactElement[] {
  const hatch = `${id}-hatch-${position}`;
  const stack = stacked ? "all" : `bar-${position}`;
  return [
    <defs key={hatch}>
      <pattern id={hatch} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={6} height={6} fill={solid.colour} fillOpacity={0.2} />
        <rect width={2.5} height={6} fill={solid.colour} />
      </pattern>
    </defs>,
    ...[solid, unfinished].map(({ column, colour, opacity }) => (
      <Bar
        key={column}
        isAnimationActive={false}
        dataKey={column}
        stackId={stack}
        maxBarSize={64}
        fill={column === unfinished.column ? `url(#${hatch})` : colour}
        stroke={column === unfinished.column ? colour : undefined}
        fillOpacity={opacity}
      />
    )),
  ];
}
