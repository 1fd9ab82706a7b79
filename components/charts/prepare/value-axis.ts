import type { EarlierLine } from "./earlier";
import type { ChartSeries } from "./types";

export interface ValueAxis {
  domain: [number, number];
  ticks: number[];
  /** Equal steps are equal factors; values of zero and less stand at the foot. */
  log?: boolean;
}

const MAX_STEPS = 4;

/** Four or five round ticks from zero that hold every value; integers never get a tick between two of them. */
export function valueAxis(low: number, high: number, { integer = false } = {}): ValueAxis {
  const bottom = Math.min(0, low);
  const top = Math.max(0, high);
  const step = roundStep(
    top - bottom || MAX_STEPS,
    integer,
    (size) => spanOf(bottom, top, size) <= MAX_STEPS,
  );
  const first = Math.floor(bottom / step);
  const last = Math.max(Math.ceil(top / step), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => multiple(first + index, step));
  return { domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], ticks };
}

/** Four or five round ticks around the values, without zero unless it is among them. */
export function fittedAxis(low: number, high: number, { integer = false } = {}): ValueAxis {
  if (!(low < high) || low <= 0) return valueAxis(low, high, { integer });
  const step = roundStep(high - low, integer, (size) => spanOf(low, high, size) <= MAX_STEPS);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => multiple(first + index, step));
  return { domain: [ticks[0] ?? low, ticks.at(-1) ?? high], ticks };
}

/** Powers of ten from below the smallest to above the largest positive value; null where nothing is above zero. */
export function logAxis(values: readonly (number | null)[]): ValueAxis | null {
  const positive = values.flatMap((value) => (value !== null && value > 0 ? [value] : []));
  if (positive.length === 0) return null;
  const least = positive.reduce((a, b) => Math.min(a, b));
  const most = positive.reduce((a, b) => Math.max(a, b));
  const first = Math.floor(Math.log10(least));
  const last = Math.max(first + 1, Math.ceil(Math.log10(most)));
  const stride = Math.ceil((last - first) / MAX_STEPS);
  const count = Math.ceil((last - first) / stride);
  const ticks = Array.from({ length: count + 1 }, (_, index) => powerOfTen(first + index * stride));
  return { domain: [ticks[0] ?? 1, ticks.at(-1) ?? 10], ticks, log: true };
}

/** Keeps 10^-2 at 0.01. */
const powerOfTen = (exponent: number) => Number(`1e${exponent}`);

/** The share of an axis, from its low end, at which a value lies. */
export function shareOf(value: number, { domain: [low, high], log }: ValueAxis): number {
  if (!log) return (value - low) / (high - low);
  return value <= 0 ? 0 : Math.log(value / low) / Math.log(high / low);
}

const spanOf = (bottom: number, top: number, step: number) =>
  Math.ceil(top / step) - Math.floor(bottom / step);

function roundStep(span: number, integer: boolean, fits: (step: number) => boolean): number {
  const power = Math.floor(Math.log10(span / MAX_STEPS));
  for (let exponent = power; ; exponent += 1) {
    for (const factor of [1, 2, 2.5, 5]) {
      const step = factor * 10 ** exponent;
      if (integer && !Number.isInteger(step)) continue;
      if (fits(step)) return step;
    }
  }
}

/** Keeps 3 × 0.1 at 0.3. */
const multiple = (count: number, step: number) => Number((count * step).toPrecision(12));

/** The lowest and highest point to draw: of single values, or of the stacks they form, and of the earlier range. */
export function valueExtent(
  series: readonly ChartSeries[],
  stacked: boolean,
  earlier: readonly EarlierLine[] = [],
): [low: number, high: number] {
  const own = stacked ? stackEnds(series) : series.flatMap(({ values }) => values);
  const length = series[0]?.values.length ?? 0;
  const before = earlier.flatMap(({ values }) => values.slice(0, length));
  const numbers = [...own, ...before].filter((value) => value !== null);
  return [numbers.reduce((a, b) => Math.min(a, b), 0), numbers.reduce((a, b) => Math.max(a, b), 0)];
}

function stackEnds(series: readonly ChartSeries[]): number[] {
  const length = Math.max(0, ...series.map((one) => one.values.length));
  return Array.from({ length }, (_, index) => {
    const column = series.map((one) => one.values[index] ?? 0);
    return [sum(column.filter((value) => value > 0)), sum(column.filter((value) => value < 0))];
  }).flat();
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Whether all values are whole numbers. */
export function allIntegers(series: readonly ChartSeries[]): boolean {
  return series.every((one) => one.values.every((value) => value === null || Number.isInteger(value)));
}
