import Big from "big.js";

/** The exact sum of decimal strings; gaps add nothing, and nothing but gaps is a gap. */
export function exactSum(values: readonly (string | null)[]): string | null {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return null;
  return present.reduce((sum, value) => sum.plus(value), new Big(0)).toFixed();
}

/** What series come to together; null where adding them means nothing, as with averages. */
export function sumOf<S extends { additive?: boolean | undefined }>(
  series: readonly S[],
  value: (one: S) => string | null,
): string | null {
  const [first] = series;
  if (first && series.length === 1) return value(first);
  return series.some(({ additive }) => additive === false) ? null : exactSum(series.map(value));
}

/** Orders decimal strings from large to small; gaps come last. */
export function descending(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return new Big(b).cmp(a);
}
