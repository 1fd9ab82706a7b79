import { addDecimals, plus } from "@/lib/domain/decimal";
import type { StatisticsInterval } from "@/lib/domain/intervals";
import type { BucketAmount } from "@/lib/domain/statistics/bucket-amount";
import { toEstimate } from "@/lib/domain/statistics/estimates";
import { type Band, forecastUsage, LEAST_HISTORY } from "@/lib/domain/statistics/forecast";
import { seasonFor, seasonPlace } from "@/lib/domain/statistics/season";

const DAYS = { hour: 1 / 24, day: 1, week: 7, month: 30.4375 };

/** A bucket of the period: exact usage so far (null ahead), and what it is projected to come to. */
export type ProjectedPoint = {
  actual: string | null;
  projected: string | null;
  low: string | null;
  high: string | null;
};
export type PeriodForecast = {
  method: "seasonal_exponential_smoothing" | "insufficient_data";
  used: string;
  projected: string | null;
  low: string | null;
  high: string | null;
  /** How many complete buckets since the first usage there were to learn from. */
  learned: number;
  points: (BucketAmount & ProjectedPoint)[];
};

type Question = {
  /** What to learn from; only complete buckets are looked at. */
  history: readonly BucketAmount[];
  period: readonly BucketAmount[];
  interval: StatisticsInterval;
  now: Date;
};

/** Projects a period that is not over: what has elapsed stays exact, what lies ahead is estimated to 6 places. */
export function projectPeriod({ history, period, interval, now }: Question): PeriodForecast {
  const complete = history.filter(({ partial, amount }) => !partial && amount !== null);
  const first = complete.findIndex(({ amount }) => amount !== "0");
  const learned = first < 0 ? [] : complete.slice(first);
  const season = seasonFor(interval, learned.length);
  const ahead = period.filter(({ end }) => end > now);
  const forecast = forecastUsage(
    learned.map(({ amount, date }) => ({ amount: Number(amount), place: seasonPlace(season, date) })),
    ahead.map((bucket) => ({ share: shareAhead(bucket, now), place: seasonPlace(season, bucket.date) })),
    DAYS[interval],
  );
  const steps = new Map(ahead.map((bucket, index) => [bucket, forecast?.steps[index]]));
  const points = period.map((bucket) => ({ ...bucket, ...toPoint(bucket, now, steps.get(bucket)) }));
  const used = addDecimals(period.map(({ amount }) => amount ?? "0"));
  if (!forecast || learned.length < LEAST_HISTORY)
    return { method: "insufficient_data", used, ...UNKNOWN, learned: learned.length, points };
  return {
    method: "seasonal_exponential_smoothing",
    used,
    projected: addDecimals(points.map(({ projected }) => projected ?? "0")),
    low: plus(used, toEstimate(forecast.low)),
    high: plus(used, toEstimate(forecast.high)),
    learned: learned.length,
    points,
  };
}

const UNKNOWN = { projected: null, low: null, high: null };

/** How much of the whole bucket lies in the period and ahead. */
function shareAhead({ start, end, wholeStart, wholeEnd }: BucketAmount, now: Date): number {
  const from = Math.max(start.getTime(), now.getTime());
  return (end.getTime() - from) / (wholeEnd.getTime() - wholeStart.getTime());
}

function toPoint({ end, amount }: BucketAmount, now: Date, step: Band | undefined): ProjectedPoint {
  if (end <= now) return { actual: amount, projected: amount, low: amount, high: amount };
  if (!step) return { actual: amount, ...UNKNOWN };
  const onTop = (estimate: number) => plus(amount ?? "0", toEstimate(estimate));
  return { actual: amount, projected: onTop(step.expected), low: onTop(step.low), high: onTop(step.high) };
}
