"use client";

import { useMemo } from "react";
import type { ViewScale } from "@/lib/domain/view/view";
import { type ChartMarks, limitsWithin, secondAxis } from "./prepare/chart-marks";
import { earlierLines, MOST_EARLIER, shownEarlier } from "./prepare/earlier";
import { bandWidth, maxTicks, plotBox } from "./prepare/plot-geometry";
import { barSizes } from "./prepare/plot-rows";
import { timeTicks } from "./prepare/time-axis";
import type { ChartBucket, ChartKind, ChartSeries, ChartValues, Interval } from "./prepare/types";
import { allIntegers, fittedAxis, logAxis, valueAxis, valueExtent } from "./prepare/value-axis";
import type { Size } from "./use-size";

export interface LayoutInput {
  size: Size | null;
  kind: ChartKind;
  stacked: boolean;
  interval: Interval;
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
  together: ChartValues | null;
  marks: ChartMarks;
  withTimeAxis: boolean;
  scale: ViewScale;
  highlighted: string | null;
}

const NO_TICKS: never[] = [];

/** Where everything stands in a picture of this size. */
export function useLayout(input: LayoutInput) {
  const { size, kind, interval, buckets, series, together, marks, withTimeAxis } = input;
  // Areas and bars mean their height: only lines may leave zero.
  const scale = kind === "line" ? input.scale : "zero";
  const second = useMemo(() => secondAxis(marks), [marks]);
  const hasSecond = second !== null;
  const box = useMemo(
    () => size && plotBox(size.width, size.height, { time: withTimeAxis, second: hasSecond }),
    [size, withTimeAxis, hasSecond],
  );
  const stacked = input.stacked && kind !== "line";
  const lines = useMemo(() => earlierLines(series, together, stacked), [series, together, stacked]);
  const axis = useMemo(() => {
    const [low, high] = valueExtent(series, stacked, lines);
    const limits = hasSecond ? [] : limitsWithin(marks.limits, high).map(({ value }) => value);
    const values = [...series, ...lines].flatMap((one) => one.values.slice(0, buckets.length));
    return (
      (scale === "log" && logAxis([...values, ...limits])) ||
      (scale === "fit" && fittedAxis(...ends(values, limits), { integer: allIntegers(series) })) ||
      valueAxis(low, Math.max(high, ...limits), { integer: allIntegers(series) })
    );
  }, [series, stacked, lines, marks, hasSecond, scale, buckets.length]);
  const ticks = useMemo(
    () => (box && withTimeAxis ? timeTicks(buckets, interval, maxTicks(box)) : NO_TICKS),
    [box, buckets, interval, withTimeAxis],
  );
  const bars = useBars({ ...input, lines, box });
  return { box, second, axis, ticks, ...bars };
}

function ends(values: readonly (number | null)[], limits: readonly number[]): [number, number] {
  const all = [...values, ...limits].filter((value) => value !== null);
  return [all.reduce((a, b) => Math.min(a, b), Infinity), all.reduce((a, b) => Math.max(a, b), -Infinity)];
}

type BarInput = Pick<LayoutInput, "kind" | "buckets" | "highlighted"> & {
  lines: ReturnType<typeof earlierLines>;
  box: ReturnType<typeof plotBox> | null;
};

/** What is drawn of the earlier range, and how wide bars are beside it. */
function useBars({ kind, buckets, highlighted, lines, box }: BarInput) {
  // Bars would move apart for one of many.
  const isCrowded = kind === "bar" && lines.length > MOST_EARLIER;
  const earlier = useMemo(
    () => (isCrowded ? [] : shownEarlier(lines, highlighted)),
    [isCrowded, lines, highlighted],
  );
  const count = buckets.length;
  const isBeside = kind === "bar" && earlier.length > 0;
  const sizes = useMemo(
    () => (box && isBeside ? barSizes(bandWidth(count, box), earlier.length) : null),
    [box, isBeside, count, earlier.length],
  );
  return { earlier, sizes };
}
