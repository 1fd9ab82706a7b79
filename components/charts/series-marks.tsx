import type { ReactElement } from "react";
import { Area, Bar, Line } from "recharts";
import type { ChartPlotProps } from "./chart-plot";
import { earlierColumn, partialColumn, solidColumn } from "./prepare/plot-rows";

type MarkInput = Pick<
  ChartPlotProps,
  "id" | "kind" | "stacked" | "series" | "colours" | "highlighted" | "earlier" | "barSizes"
>;

interface Mark {
  column: string;
  colour: string;
  opacity: number;
  stack: string | undefined;
}

const STILL = { isAnimationActive: false, type: "linear" } as const;
const POINTLESS = { ...STILL, dot: false, activeDot: false } as const;

/** Recharts reads its direct children, so marks come as a list of elements, not as a component. */
export function seriesMarks(input: MarkInput): ReactElement[] {
  const { id, kind, stacked, series, colours, highlighted } = input;
  const stack = stacked ? "all" : undefined;
  return [
    ...earlierMarks(input, null),
    ...series.flatMap((one, position) => {
      const colour = colours.get(one.key) ?? "var(--chart-1)";
      const opacity = highlighted === null || highlighted === one.key ? 1 : 0.3;
      const solid: Mark = { column: solidColumn(position), colour, opacity, stack };
      const unfinished: Mark = { column: partialColumn(position), colour, opacity, stack };
      const size = input.barSizes?.current;
      return [
        ...earlierMarks(input, one.key),
        ...(kind === "bar" ? bars({ id, solid, unfinished, position, stacked, size }) : []),
        ...(kind === "area" ? areas(solid, unfinished) : []),
        ...(kind === "line" ? lines(solid, unfinished) : []),
      ];
    }),
  ];
}

/** The earlier range of one series in its colour, or in grey where it belongs to all of them. */
function earlierMarks(
  { id, kind, earlier, colours, barSizes }: MarkInput,
  key: string | null,
): ReactElement[] {
  const position = earlier.findIndex((line) => line.key === key);
  if (position < 0) return [];
  const column = earlierColumn(position);
  const colour = (key === null ? undefined : colours.get(key)) ?? "var(--chart-other)";
  if (kind === "bar") return earlierBars(`${id}-earlier-${position}`, column, colour, barSizes?.earlier);
  return [
    <Line
      key={column}
      {...POINTLESS}
      dataKey={column}
      stroke={colour}
      strokeDasharray="4 4"
      strokeWidth={1.5}
    />,
  ];
}

function earlierBars(
  hatch: string,
  column: string,
  colour: string,
  size: number | undefined,
): ReactElement[] {
  return [
    <Hatch key={hatch} id={hatch} colour={colour} gap={4} />,
    <Bar
      key={column}
      isAnimationActive={false}
      dataKey={column}
      stackId={column}
      barSize={size}
      fill={`url(#${hatch})`}
      stroke={colour}
    />,
  ];
}

function Hatch({ id, colour, gap }: { id: string; colour: string; gap: number }) {
  return (
    <defs>
      <pattern id={id} width={gap} height={gap} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={gap} height={gap} fill={colour} fillOpacity={0.2} />
        <rect width={gap * 0.4} height={gap} fill={colour} />
      </pattern>
    </defs>
  );
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

interface BarInput {
  id: string;
  solid: Mark;
  unfinished: Mark;
  position: number;
  stacked: boolean;
  size: number | undefined;
}

/** A bar is whole or unfinished, never both: one stack per series keeps the two in the same place. */
function bars({ id, solid, unfinished, position, stacked, size }: BarInput): ReactElement[] {
  const hatch = `${id}-hatch-${position}`;
  const stack = stacked ? "all" : `bar-${position}`;
  return [
    <Hatch key={hatch} id={hatch} colour={solid.colour} gap={6} />,
    ...[solid, unfinished].map(({ column, colour, opacity }) => (
      <Bar
        key={column}
        isAnimationActive={false}
        dataKey={column}
        stackId={stack}
        barSize={size}
        maxBarSize={64}
        fill={column === unfinished.column ? `url(#${hatch})` : colour}
        stroke={column === unfinished.column ? colour : undefined}
        fillOpacity={opacity}
      />
    )),
  ];
}
