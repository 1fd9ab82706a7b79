import Big from "big.js";
import { toDecimal } from "@/lib/domain/decimal";
import type { FixedAmounts } from "./bands";
import type { Price } from "./price";
import { ratePrice, withinLimits } from "./rate-price";
import { ratio, roundMoney } from "./ratio";

/** A part of a billing period in which one price holds; `end` is excluded. */
export type PriceSegment = { start: Date; end: Date; price: Price };

/**
 * Segments of one meter in one period, in order of time. Tiers and included units restart in each; the first one opens
 * the period and alone charges fixed amounts.
 */
export type PriceSegments = readonly PriceSegment[];

export const fixedAmountsOf = (segmentIndex: number): FixedAmounts =>
  segmentIndex === 0 ? "charged" : "waived";

/**
 * What the segments cost up to one instant: the sum of their rounded costs, each of its own quantity from the segment's
 * start to that instant; null for a segment that has not begun, which costs nothing, fixed amounts included. The
 * spend of a bucket is the difference between its end and its start; at a period's start every quantity is null.
 * So buckets add up to the lines, whatever the bucket size, and closed days never change by later usage of other days.
 */
export function amountUpTo(segments: PriceSegments, quantities: readonly (string | null)[]): string {
  let sum = new Big(0);
  segments.forEach(({ price }, index) => {
    const quantity = quantities[index] ?? null;
    if (quantity === null) return;
    const { cost } = ratePrice(price, quantity, fixedAmountsOf(index));
    sum = sum.plus(roundMoney(cost, price.currency));
  });
  return toDecimal(sum);
}

/** Minimum and maximum of a meter's period, as what they add to its lines. */
export type LimitAdjustments = { minimum: string; maximum: string };

/**
 * How far a meter's lines of one period lie below the minimum (≥ 0) or above the maximum (≤ 0) of the price that opens
 * the period; later prices bring theirs with the next period. `quantity` is the whole period's.
 */
export function limitAdjustments(opening: Price, quantity: string, amount: string): LimitAdjustments {
  const due = withinLimits(opening, quantity, ratio(new Big(amount)));
  const change = new Big(roundMoney(due, opening.currency)).minus(amount);
  return {
    minimum: change.gt(0) ? toDecimal(change) : "0",
    maximum: change.lt(0) ? toDecimal(change) : "0",
  };
}
