import Big from "big.js";

/** The exact sum of decimal strings; gaps add nothing, and nothing but gaps is a gap. */
export function exactSum(values: readonly (string | null)[]): string | null {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return null;
  return present.reduce((sum, value) => sum.plus(value), new Big(0)).toFixed();
}

/** Orders decimal strings from large to small; gaps come last. */
export function descending(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return new Big(b).cmp(a);
}
