import { groupBy } from "@/lib/domain/group-by";
import { meanOf, middleOf, quantileOf, sumOf, usualDistance } from "@/lib/domain/statistics/estimates";

/** A complete bucket: what it came to, and its place in the season. */
export type Observed = { amount: number; place: number };

/** How much of a whole bucket lies ahead (0 to 1), and its place in the season. */
export type Step = { share: number; place: number };

/** Counts as one average bucket, so that a rarely seen place of the season is not taken at its word. */
const SHRINKAGE = 1;
const FAR = 5;

/**
 * Amounts with outliers cut back: to five usual distances from the median, though never within the middle four
 * fifths, so that a season's own peaks stay.
 */
export function withoutOutliers(amounts: readonly number[]): number[] {
  const middle = middleOf(amounts);
  const far = FAR * usualDistance(amounts.map((amount) => amount - middle));
  const top = Math.max(quantileOf(amounts, 0.9), middle + far);
  const bottom = Math.min(quantileOf(amounts, 0.1), middle - far);
  return amounts.map((amount) => Math.min(Math.max(amount, bottom), top));
}

/** How large each place of the season is against the average: 1 where nothing tells them apart. */
export function seasonProfile(history: readonly Observed[]): (place: number) => number {
  const average = meanOf(history.map(({ amount }) => amount));
  if (!(average > 0)) return () => 1;
  const factors = new Map(
    [...groupBy(history, ({ place }) => place)].map(([place, seen]): [number, number] => {
      const sum = sumOf(seen.map(({ amount }) => amount));
      const factor = (sum + SHRINKAGE * average) / ((seen.length + SHRINKAGE) * average);
      return [place, Math.max(factor, 0)];
    }),
  );
  return (place) => factors.get(place) ?? 1;
}

/**
 * The smoothed level after each bucket: it moves by the weight of what the bucket differs from level × season. It
 * begins with the average of the first week.
 */
export function smoothLevels(
  history: readonly Observed[],
  profile: (place: number) => number,
  weight: number,
): number[] {
  const first = history.slice(0, 7);
  const seasons = sumOf(first.map(({ place }) => profile(place)));
  let level = seasons > 0 ? sumOf(first.map(({ amount }) => amount)) / seasons : 0;
  return history.map(({ amount, place }) => {
    level += weight * (amount - level * profile(place));
    return level;
  });
}
