import { fromRoot, middleOf, quantileOf, sumOf, toRoot } from "@/lib/domain/statistics/estimates";
import {
  type Observed,
  type Step,
  seasonProfile,
  smoothLevels,
  withoutOutliers,
} from "@/lib/domain/statistics/smoothing";

/** What is expected, with the band that four of five outcomes should lie in. */
export type Band = { expected: number; low: number; high: number };
export type Forecast = Band & { steps: Band[] };

/** Fewer complete buckets tell nothing. */
export const LEAST_HISTORY = 7;
const KEPT_PER_DAY = 0.9;

/**
 * What the steps ahead may come to, by seasonal exponential smoothing with a memory of about ten days. The level is
 * robust against outliers; what it therefore misses in the median, trend included, is measured by a back-test over
 * the history and added, and the back-test's 10th and 90th percentiles are the band. Undefined with fewer than
 * seven buckets since the first usage.
 */
export function forecastUsage(
  observed: readonly Observed[],
  steps: readonly Step[],
  daysPerBucket: number,
): Forecast | undefined {
  const history = observed.slice(observed.findIndex(({ amount }) => amount !== 0));
  if (history.length < LEAST_HISTORY || history.every(({ amount }) => amount === 0)) return undefined;
  const amounts = withoutOutliers(history.map(({ amount }) => amount));
  const cut = history.map(({ place }, index) => ({ place, amount: amounts[index] ?? 0 }));
  const profile = seasonProfile(cut);
  const levels = smoothLevels(cut, profile, 1 - KEPT_PER_DAY ** daysPerBucket);
  const past: Past = { history, levels, seasons: history.map(({ place }) => profile(place)) };
  const level = levels.at(-1) ?? 0;
  const plain = steps.map(({ share, place }) => level * profile(place) * share);
  const neverNegative = history.every(({ amount }) => amount >= 0);
  return neverNegative ? raise(project(past, steps, plain)) : project(past, steps, plain);
}

type Past = { history: readonly Observed[]; levels: readonly number[]; seasons: readonly number[] };

function project(past: Past, steps: readonly Step[], plain: readonly number[]): Forecast {
  const ahead = sumOf(steps.map(({ share }) => share));
  const length = Math.min(Math.max(Math.round(ahead), 1), Math.max(Math.floor(past.history.length / 4), 1));
  // A miss in proportion to the sum grows with the root of its length on this scale.
  const total = around(sumOf(plain), testOf(past, length), Math.sqrt(ahead / length));
  const single = testOf(past, 1);
  return {
    ...total,
    steps: steps.map(({ share }, index) => {
      const expected = spread(plain, total.expected, index);
      return widen(around(plain[index] ?? 0, single, Math.sqrt(share)), expected);
    }),
  };
}

/** What the sum over some buckets came to against what was forecast from every earlier bucket, as roots. */
function backTest({ history, levels, seasons }: Past, length: number): number[] {
  const amounts = runningSums(history.map(({ amount }) => amount));
  const weights = runningSums(seasons);
  const first = Math.max(3, Math.min(14, Math.floor(history.length / 2)));
  const between = (sums: readonly number[], from: number) => (sums[from + length] ?? 0) - (sums[from] ?? 0);
  const missed: number[] = [];
  for (let from = first; from + length <= history.length; from += 1) {
    const forecast = (levels[from - 1] ?? 0) * between(weights, from);
    missed.push(toRoot(between(amounts, from)) - toRoot(forecast));
  }
  return missed;
}

function runningSums(values: readonly number[]): number[] {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) ?? 0) + value);
  return sums;
}

/** How the sums over some buckets were missed. */
type Test = { middle: number; low: number; high: number };

/** Overlapping tests say less than their number: the fewer stand alone, the wider the band. */
function testOf(past: Past, length: number): Test {
  const missed = backTest(past, length);
  const middle = middleOf(missed);
  const doubt = Math.sqrt(1 + length / missed.length);
  const away = (fraction: number) => middle + (quantileOf(missed, fraction) - middle) * doubt;
  return { middle, low: away(0.1), high: away(0.9) };
}

/** The band of a sum. */
function around(plain: number, { middle, low, high }: Test, scale: number): Band {
  const at = (miss: number) => fromRoot(toRoot(plain) + miss * scale);
  return widen({ low: at(low), high: at(high) }, at(middle));
}

/** A band that holds what is expected. */
function widen({ low, high }: Pick<Band, "low" | "high">, expected: number): Band {
  return { expected, low: Math.min(low, expected), high: Math.max(high, expected) };
}

/** The part of the whole that falls to one step, so that the steps add up to it. */
function spread(plain: readonly number[], whole: number, index: number): number {
  const sum = sumOf(plain);
  return sum === 0 ? whole / plain.length : (whole * (plain[index] ?? 0)) / sum;
}

/** Nothing that was never negative is expected to be. */
function raise({ steps, ...total }: Forecast): Forecast {
  const above = ({ expected, low, high }: Band): Band => ({
    expected: Math.max(expected, 0),
    low: Math.max(low, 0),
    high: Math.max(high, 0),
  });
  return { ...above(total), steps: steps.map(above) };
}
