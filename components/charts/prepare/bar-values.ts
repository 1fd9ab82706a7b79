import { sumOf } from "./exact-sum";
import { bucketCentre, type PlotBox } from "./plot-geometry";
import type { BarSizes } from "./plot-rows";
import type { ChartSeries } from "./types";

export interface BarValue {
  x: number;
  /** The height of the bar, as a value of the axis. */
  value: number;
  text: string;
}

export const MOST_VALUES = 31;
/** About what a digit of the small print takes, and the space between two numbers. */
const DIGIT_WIDTH = 6.5;
const SPACE = 4;

/** A number over each bar or stack; none where they would not fit, or where bars stand side by side. */
export function barValues(
  series: readonly ChartSeries[],
  stacked: boolean,
  box: PlotBox,
  { sizes, write }: { sizes: BarSizes | null; write: (exact: string | null) => string },
): BarValue[] {
  const count = series[0]?.values.length ?? 0;
  if (count === 0 || count > MOST_VALUES || (series.length > 1 && !stacked)) return [];
  const aside = sizes ? (sizes.earlier + 1) / 2 : 0;
  const found = Array.from({ length: count }, (_, index) => {
    const exact = sumOf(series, (one) => one.exact[index] ?? null);
    return {
      x: bucketCentre(index, count, "bar", box) + aside,
      value: series.reduce((top, one) => top + Math.max(0, one.values[index] ?? 0), 0),
      text: exact === null || Number(exact) === 0 ? "" : write(exact),
    };
  }).filter(({ text }) => text !== "");
  const widest = Math.max(0, ...found.map(({ text }) => text.length)) * DIGIT_WIDTH + SPACE;
  return widest <= (box.width - box.left - box.right) / count ? found : [];
}
