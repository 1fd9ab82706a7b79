import Big from "big.js";
import { toDecimal } from "@/lib/domain/decimal";
import { minorDigits } from "@/lib/domain/rating/currency";

/** Parts of an amount, one per volume in its order, and what belongs to nobody. */
export type SharedAmount = { parts: string[]; unshared: string };

/**
 * Shares an amount of money in proportion to volumes, in whole minor units by largest remainder (the earlier one of
 * equals), so that the parts add up to it. Without volume, or where volumes have both signs, nobody has a share.
 */
export function shareOut(amount: string, currency: string, volumes: readonly string[]): SharedAmount {
  const weights = toWeights(volumes);
  const total = weights?.reduce((sum, weight) => sum + weight, 0n) ?? 0n;
  if (!weights || total === 0n) return { parts: volumes.map(() => "0"), unshared: amount };
  const unit = new Big(10).pow(minorDigits(currency));
  const minor = BigInt(new Big(amount).times(unit).toFixed(0));
  const parts = largestRemainder(minor < 0n ? -minor : minor, weights, total);
  return {
    parts: parts.map((part) => toDecimal(new Big((minor < 0n ? -part : part).toString()).div(unit))),
    unshared: "0",
  };
}

/** Whole numbers in the ratio of the volumes; undefined when some are above and some below zero. */
function toWeights(volumes: readonly string[]): bigint[] | undefined {
  const values = volumes.map((volume) => new Big(volume));
  if (values.some((value) => value.gt(0)) && values.some((value) => value.lt(0))) return undefined;
  const places = Math.max(0, ...values.map((value) => value.toFixed().split(".")[1]?.length ?? 0));
  const scale = new Big(10).pow(places);
  return values.map((value) => BigInt(value.abs().times(scale).toFixed(0)));
}

function largestRemainder(amount: bigint, weights: readonly bigint[], total: bigint): bigint[] {
  const floors = weights.map((weight) => (amount * weight) / total);
  const missing = Number(amount - floors.reduce((sum, part) => sum + part, 0n));
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (amount * weight) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const raised = new Set(byRemainder.slice(0, missing).map(({ index }) => index));
  return floors.map((part, index) => (raised.has(index) ? part + 1n : part));
}
