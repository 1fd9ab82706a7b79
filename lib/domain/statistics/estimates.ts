import Big from "big.js";
import { QUOTIENT_PLACES, toDecimal } from "@/lib/domain/decimal";

/**
 * Estimates are the one thing that is reckoned in doubles: what may come, and what would have been usual. What has
 * happened never is.
 */

/** Between linear and logarithmic: the usual scatter of a number of events is the same everywhere on this scale. */
export const toRoot = (value: number): number => Math.sign(value) * Math.sqrt(Math.abs(value));
export const fromRoot = (root: number): number => Math.sign(root) * root * root;

/** An estimate as decimal text to 6 places. */
export function toEstimate(value: number): string {
  return toDecimal(new Big(value).round(QUOTIENT_PLACES, Big.roundHalfUp));
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
export const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

/** A quantile of some numbers, the more cautious the fewer there are: at fraction × (count + 1), counted from 1. */
export function quantileOf(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = Math.min(Math.max(fraction * (sorted.length + 1) - 1, 0), sorted.length - 1);
  const [below = Number.NaN, above = below] = sorted.slice(Math.floor(place));
  return below + (above - below) * (place - Math.floor(place));
}

export const middleOf = (values: readonly number[]): number => quantileOf(values, 0.5);

/** The usual distance from 0: the median one, scaled to the standard deviation of a normal distribution. */
export function usualDistance(distances: readonly number[]): number {
  return 1.4826 * middleOf(distances.map(Math.abs));
}
