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

const AXIS_WIDTH = 56;
/** Wider than at the left, where labels may stand up to the edge of the card. */
const SECOND_AXIS_WIDTH = 72;

/** An axis has one width always, so that nothing jumps when its labels change; `second` is one at the right. */
export function plotBox(
  width: number,
  height: number,
  { time = true, second = false }: { time?: boolean; second?: boolean } = {},
): PlotBox {
  const edges = { top: 10, bottom: time ? 26 : 6 };
  if (width < NARROW_WIDTH) return { width, height, left: 0, right: 12, ...edges };
  return { width, height, left: AXIS_WIDTH, right: second ? SECOND_AXIS_WIDTH : 24, ...edges };
}

const inner = ({ width, left, right }: PlotBox) => Math.max(1, width - left - right);

/** How wide the band of a bucket's bars is. */
export const bandWidth = (count: number, box: PlotBox): number => inner(box) / Math.max(1, count);

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
  if (width < NARROW_WIDTH) return Math.max(1, Math.min(4, Math.floor(width / 80)));
  return Math.min(10, Math.floor(width / 90));
}
