import type { ChartKind } from "./types";

export interface PlotBox {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Below this width the value axis stands inside the plot. */
export const NARROW_WIDTH = 520;

/** The left axis has one width always, so that nothing jumps when its labels change. */
export function plotBox(width: number, height: number, withTimeAxis = true): PlotBox {
  const left = width < NARROW_WIDTH ? 0 : 56;
  return { width, height, left, right: left === 0 ? 12 : 24, top: 10, bottom: withTimeAxis ? 26 : 6 };
}

const inner = ({ width, left, right }: PlotBox) => Math.max(1, width - left - right);

/** Where a bucket stands, in pixels from the left: on the line for points, mid-band for bars. */
export function bucketCentre(index: number, count: number, kind: ChartKind, box: PlotBox): number {
  if (kind === "bar") return box.left + ((index + 0.5) / count) * inner(box);
  return box.left + (count < 2 ? 0.5 : index / (count - 1)) * inner(box);
}

/** The bucket nearest to a pixel; outside the plot the first or last one. */
export function bucketAt(x: number, count: number, kind: ChartKind, box: PlotBox): number {
  const share = (x - box.left) / inner(box);
  const index = kind === "bar" ? Math.floor(share * count) : Math.round(share * (count - 1));
  return Math.min(count - 1, Math.max(0, index));
}

/** How many labels of a time axis fit. */
export function maxTicks({ width }: PlotBox): number {
  return width < NARROW_WIDTH ? 4 : Math.min(10, Math.floor(width / 90));
}
