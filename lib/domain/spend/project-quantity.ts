import Big from "big.js";
import { addDecimals, roundQuotient } from "@/lib/domain/decimal";
import type { BucketAmount } from "@/lib/domain/statistics/bucket-amount";
import { projectPeriod } from "@/lib/domain/statistics/period-forecast";

export type ProjectedQuantity = {
  method: "seasonal_exponential_smoothing" | "linear" | "none";
  /** What comes on top of the quantity so far; to 6 places. */
  rest: { expected: string; low: string; high: string };
};

const NONE: ProjectedQuantity = { method: "none", rest: { expected: "0", low: "0", high: "0" } };

/**
 * What a meter will still come to in a period, by its days: as its history goes on, or else at the pace of the period so
 * far, which knows no band. Nothing where nothing was used, or nothing but corrections. Never less than nothing.
 */
export function projectQuantity(
  history: readonly BucketAmount[],
  period: readonly BucketAmount[],
  now: Date,
): ProjectedQuantity {
  const learned = projectPeriod({ history, period, interval: "day", now });
  if (learned.projected !== null && learned.low !== null && learned.high !== null) {
    const above = (whole: string) => atLeastZero(new Big(whole).minus(learned.used));
    const rest = { expected: above(learned.projected), low: above(learned.low), high: above(learned.high) };
    return { method: "seasonal_exponential_smoothing", rest };
  }
  const [first, last] = [period[0], period.at(-1)];
  const used = new Big(addDecimals(period.map(({ amount }) => amount ?? "0")));
  if (!first || !last || used.lte(0)) return NONE;
  const elapsed = now.getTime() - first.start.getTime();
  const ahead = last.end.getTime() - now.getTime();
  if (elapsed <= 0 || ahead <= 0) return NONE;
  const pace = roundQuotient(used.times(ahead), new Big(elapsed), 6);
  return { method: "linear", rest: { expected: pace, low: pace, high: pace } };
}

const atLeastZero = (value: Big) => (value.lt(0) ? "0" : value.toFixed());
