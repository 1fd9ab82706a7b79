import Big from "big.js";
import { addDecimals, compareDecimals, subtractDecimals } from "@/lib/domain/decimal";
import { ratio, roundMoney } from "@/lib/domain/rating/ratio";

/** What a key came to in a range, and what that cost. */
export type RangeSpend = { quantity: string; amount: string };

/** Why a key costs more or less than before: parts that add up to the difference exactly. */
export type SplitChange = { difference: string; volume: string; price: string; mix: string };

/**
 * Splits a difference of spend. Volume: the change of quantity at the average cost of a unit before (without usage
 * before, all that it costs more under the old prices); none where the quantity is the same, so that a fee that only
 * one of the ranges holds is no volume. Price: what the new usage costs more than under the prices that
 * held at the end of the range before (`underOldPrices`). Mix: the rest: other tiers, included units, fixed amounts,
 * rounding, and corrections.
 */
export function splitChange(
  before: RangeSpend,
  after: RangeSpend & { rated: string },
  { underOldPrices, currency }: { underOldPrices: string; currency: string },
): SplitChange {
  const difference = subtractDecimals(after.amount, before.amount);
  const price = subtractDecimals(after.rated, underOldPrices);
  const change = new Big(after.quantity).minus(before.quantity);
  const used = new Big(before.quantity);
  const grown = used.gt(0)
    ? roundMoney(ratio(change.times(before.amount), used), currency)
    : subtractDecimals(underOldPrices, before.amount);
  const volume = change.eq(0) ? "0" : grown;
  return { difference, volume, price, mix: subtractDecimals(difference, addDecimals([volume, price])) };
}

/** The largest differences first, whatever their sign; equal ones by key. */
export function byDifference<T extends { difference: string; usageType: string }>(list: readonly T[]): T[] {
  const size = ({ difference }: T) => new Big(difference).abs().toFixed();
  return [...list].sort((a, b) => compareDecimals(size(b), size(a)) || (a.usageType < b.usageType ? -1 : 1));
}
