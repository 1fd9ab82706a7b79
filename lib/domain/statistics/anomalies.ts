import { groupBy } from "@/lib/domain/group-by";
import type { StatisticsInterval } from "@/lib/domain/intervals";
import type { BucketAmount } from "@/lib/domain/statistics/bucket-amount";
import {
  fromRoot,
  middleOf,
  quantileOf,
  sumOf,
  toEstimate,
  toRoot,
  usualDistance,
} from "@/lib/domain/statistics/estimates";
import { medianOf } from "@/lib/domain/statistics/percentile";
import { SEASONS_OF, type Season, seasonPlace } from "@/lib/domain/statistics/season";

/** How many buckets before its day a bucket is judged by: six or twelve weeks, half a year, two years. */
export const BUCKETS_BEFORE: Record<StatisticsInterval, number> = {
  hour: 1008,
  day: 84,
  week: 26,
  month: 24,
};
/** From so many usual distances on a bucket is an anomaly. */
export const LEAST_SCORE = 3.5;
const LEAST_BEFORE = 7;
const LEAST_IN_SEASON = 4;
/** A steady meter is allowed ten percent. */
const ALLOWED_SHARE = 0.1;

export type Anomaly<T> = T & {
  amount: string;
  /** The median of the buckets before its day at the same place of the season, exact. */
  expected: string;
  /** What would have been no anomaly, estimated to 6 places. */
  low: string;
  high: string;
  /** Usual distances from what was expected: positive above, negative below. */
  score: string;
  season: Season;
};
export type Judgement<T> = { anomalies: Anomaly<T>[]; checked: number };

type Known = { date: string; amount: string; size: number; count: number };

/**
 * The complete buckets from `from` on that lie far from what the buckets before their day make usual, in order of time.
 * Expected is the median at the same hour of the week, hour of the day or weekday (the finest seen four times), the
 * usual distance is the larger of the median one and of a tenth of the buckets on that side, at least the chance
 * scatter of so many events and a tenth of the expected. Buckets with fewer than seven known ones since the first
 * usage before them are not judged; `checked` counts the others.
 */
export function findAnomalies<T extends BucketAmount>(
  buckets: readonly T[],
  { interval, from }: { interval: StatisticsInterval; from: Date },
): Judgement<T> {
  const known = buckets.flatMap((bucket) =>
    bucket.amount === null || bucket.partial ? [] : [{ bucket, ...toKnown(bucket, bucket.amount) }],
  );
  const first = known.findIndex(({ size }) => size !== 0);
  const used = first < 0 ? [] : known.slice(first);
  const days = [...groupBy(used, ({ date }) => date.slice(0, 10)).values()];
  let index = 0;
  const judged = days.flatMap((day) => {
    const before = used.slice(Math.max(0, index - BUCKETS_BEFORE[interval]), index);
    index += day.length;
    if (before.length < LEAST_BEFORE) return [];
    const baselines = baselinesOf(before);
    return day.flatMap((one) => {
      if (one.bucket.start < from) return [];
      const usual = toUsual(baselines, one, interval);
      return usual ? [{ bucket: one.bucket, amount: one.amount, ...usual }] : [];
    });
  });
  return {
    checked: judged.length,
    anomalies: judged
      .filter(({ score }) => Math.abs(score) >= LEAST_SCORE)
      .map(({ bucket, amount, ...usual }) => ({ ...bucket, amount, ...tell(usual) })),
  };
}

const toKnown = ({ date, count }: BucketAmount, amount: string): Known => ({
  ...{ date, amount, count, size: Number(amount) },
});

/** What some buckets make usual, seen by one season. */
type Baseline = {
  season: Season;
  places: ReadonlyMap<number, readonly Known[]>;
  above: number;
  below: number;
  eventSize: number;
  neverNegative: boolean;
};

type Baselines = (season: Season) => Baseline;

/** The baselines of some buckets, each made when it is first asked for. */
function baselinesOf(before: readonly Known[]): Baselines {
  const made = new Map<Season, Baseline>();
  return (season) => {
    const baseline = made.get(season) ?? toBaseline(before, season);
    made.set(season, baseline);
    return baseline;
  };
}

function toBaseline(before: readonly Known[], season: Season): Baseline {
  const events = sumOf(before.map(({ count }) => count));
  const eventSize = events > 0 ? sumOf(before.map(({ size }) => Math.abs(size))) / events : 0;
  const neverNegative = before.every(({ size }) => size >= 0);
  const places = groupBy(before, ({ date }) => seasonPlace(season, date));
  const misses = [...places.values()].flatMap(missesOf);
  const scatters = { above: scatter(misses, 1), below: scatter(misses, -1) };
  return { season, places, ...scatters, eventSize, neverNegative };
}

type Usual = { same: string[]; distance: number; score: number } & Pick<Baseline, "season" | "neverNegative">;

function toUsual(baselines: Baselines, one: Known, interval: StatisticsInterval): Usual | undefined {
  for (const season of SEASONS_OF[interval]) {
    const baseline = baselines(season);
    const { places, neverNegative } = baseline;
    const same = places.get(seasonPlace(season, one.date)) ?? [];
    if (same.length < LEAST_IN_SEASON) continue;
    const expected = middleOf(same.map(({ size }) => size));
    const off = toRoot(one.size) - toRoot(expected);
    const distance = Math.max(
      off > 0 ? baseline.above : baseline.below,
      leastDistance(baseline, one, expected),
    );
    const score = off === 0 ? 0 : off / distance;
    return { same: same.map(({ amount }) => amount), distance, score, season, neverNegative };
  }
  return undefined;
}

/** Chance alone scatters n events of one size by √n of them, which is half the root of the size on this scale. */
function leastDistance({ eventSize }: Baseline, one: Known, expected: number): number {
  const size = eventSize > 0 ? eventSize : Math.abs(one.size) / Math.max(one.count, 1);
  return Math.max(Math.sqrt(size) / 2, (Math.sqrt(Math.abs(expected)) * ALLOWED_SHARE) / 2);
}

/** How far the buckets of one place of the season lie from their median. */
function missesOf(seen: readonly Known[]): number[] {
  const middle = toRoot(middleOf(seen.map(({ size }) => size)));
  return seen.map(({ size }) => toRoot(size) - middle);
}

// In a normal distribution one in ten lies more than 1.2816 standard deviations above.
const ONE_IN_TEN = 1.2816;

/** The usual distance on one side: usage that is often far above is judged more mildly above than below. */
function scatter(misses: readonly number[], side: number): number {
  const onSide = quantileOf(
    misses.map((miss) => Math.max(miss * side, 0)),
    0.9,
  );
  return Math.max(usualDistance(misses), onSide / ONE_IN_TEN);
}

function tell({ same, distance, score, season, neverNegative }: Usual) {
  const expected = medianOf(same) ?? "0";
  const at = (distances: number) => fromRoot(toRoot(Number(expected)) + distances * distance);
  const below = at(-LEAST_SCORE);
  const low = neverNegative ? Math.max(below, 0) : below;
  return {
    expected,
    low: toEstimate(low),
    high: toEstimate(at(LEAST_SCORE)),
    score: toEstimate(score),
    season,
  };
}
