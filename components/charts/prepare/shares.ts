import Big from "big.js";

/**
 * Shares of a total in per cent, rounded so that they add up to exactly 100 (largest remainder, the first of equals
 * wins). Null where there is nothing to share or a part is below zero, because then a share means nothing.
 */
export function shares(values: readonly (string | null)[], decimals = 1): (string | null)[] {
  const parts = values.map((value) => new Big(value ?? 0));
  const total = parts.reduce((sum, part) => sum.plus(part), new Big(0));
  if (total.lte(0) || parts.some((part) => part.lt(0))) return values.map(() => null);
  const unit = new Big(10).pow(-decimals);
  const ideal = parts.map((part) => part.times(100).div(total));
  const floors = ideal.map((share) => share.round(decimals, Big.roundDown));
  const missing = new Big(100).minus(floors.reduce((sum, share) => sum.plus(share), new Big(0))).div(unit);
  const winners = new Set(
    ideal
      .map((share, index) => ({ index, remainder: share.minus(floors[index] ?? 0) }))
      .sort((a, b) => b.remainder.cmp(a.remainder) || a.index - b.index)
      .slice(0, Number(missing.toFixed(0)))
      .map(({ index }) => index),
  );
  return floors.map((share, index) => (winners.has(index) ? share.plus(unit) : share).toFixed(decimals));
}
