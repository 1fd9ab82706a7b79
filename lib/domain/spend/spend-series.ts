import { addDecimals } from "@/lib/domain/decimal";
import type { DimensionFilters } from "@/lib/domain/dimensions";
import { bySize } from "@/lib/domain/fold";
import { groupBy } from "@/lib/domain/group-by";
import type { KeyDimension } from "@/lib/domain/usage-query";
import { addedUp, type SpendLine } from "./spend-lines";

/** A series of money; `usageType` is null where the money of several keys is together. */
export type SpendSeries = {
  key: string;
  currency: string;
  usageType: string | null;
  values: (string | null)[];
  /** How many series a folded rest stands for; null for a series of its own. */
  members: number | null;
  /** Per cell. */
  amounts: string[];
  counts: number[];
  total: string;
};

export type SpendGrouping = {
  /** By key, too. */
  typed: boolean;
  dimensions: readonly KeyDimension[];
  /** The currency whose series have plain keys. */
  currency: string;
};

/** Adds lines up to the series that are asked for; lines of other currencies never meet. */
export function groupSpend(lines: readonly SpendLine[], grouping: SpendGrouping): SpendSeries[] {
  const { typed, dimensions } = grouping;
  const keyed = lines.map((line) => ({
    line,
    usageType: typed ? line.usageType : null,
    values: line.values.slice(0, dimensions.length),
  }));
  const groups = groupBy(keyed, ({ line, usageType, values }) =>
    JSON.stringify([line.currency, usageType, values]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { amounts, counts } = addedUp(group.map(({ line }) => line));
    const { usageType, values } = first;
    const { currency } = first.line;
    const key = spendKey({ usageType, values, currency }, grouping.currency);
    const total = addDecimals(amounts);
    return [{ key, currency, usageType, values, members: null, amounts, counts, total }];
  });
}

/** A JSON array of the type (where asked) and the values; a currency that is not the main one comes last. */
export function spendKey(
  { usageType, values, currency }: Pick<SpendSeries, "usageType" | "values" | "currency">,
  mainCurrency: string,
): string {
  const type = usageType === null ? [] : [usageType];
  return JSON.stringify([...type, ...values, ...(currency === mainCurrency ? [] : [{ currency }])]);
}

/** Keeps the lines whose values pass the filters; `dimensions` are those of the values. */
export function filterLines(
  lines: readonly SpendLine[],
  dimensions: readonly KeyDimension[],
  filters: DimensionFilters,
): SpendLine[] {
  return lines.filter(({ values }) =>
    dimensions.every((dimension, place) => {
      const { include = [], exclude = [] } = filters[dimension] ?? {};
      const value = values[place] ?? null;
      return (include.length === 0 || include.includes(value)) && !exclude.includes(value);
    }),
  );
}

export type SpendFolding = { top: number | undefined; excludeEmpty: boolean; currency: string };

/**
 * Orders series by total, the main currency first; of each key and currency all but the `top` largest become one rest,
 * which is exactly their sum.
 */
export function foldSpend(series: readonly SpendSeries[], folding: SpendFolding): SpendSeries[] {
  const kept = folding.excludeEmpty ? series.filter(({ total }) => total !== "0") : series;
  const groups = groupBy([...kept].sort(bySize), ({ currency, usageType }) =>
    JSON.stringify([currency, usageType]),
  );
  const folded = [...groups.values()].flatMap((group) => foldGroup(group, folding));
  return folded.sort((a, b) => byCurrency(a, b, folding.currency) || bySize(a, b));
}

function foldGroup(group: readonly SpendSeries[], { top, currency }: SpendFolding): SpendSeries[] {
  const shown = group.slice(0, top);
  const folded = group.slice(shown.length);
  const [first] = folded;
  return first ? [...shown, restOf(folded, first, currency)] : shown;
}

/** The sum of series that are not shown by themselves. */
export function restOf(
  folded: readonly SpendSeries[],
  { currency, usageType }: SpendSeries,
  mainCurrency: string,
): SpendSeries {
  const other = { other: usageType ?? "spend", ...(currency === mainCurrency ? {} : { currency }) };
  const { amounts, counts } = addedUp(folded);
  const total = addDecimals(folded.map((one) => one.total));
  const key = JSON.stringify(other);
  return { key, currency, usageType, values: [], members: folded.length, amounts, counts, total };
}

function byCurrency(a: SpendSeries, b: SpendSeries, main: string): number {
  const rank = ({ currency }: SpendSeries) => (currency === main ? "" : currency);
  return rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0;
}

/** The same series without anything in it. */
export function emptySeries(series: SpendSeries, cells: number): SpendSeries {
  const amounts = new Array<string>(cells).fill("0");
  return { ...series, amounts, counts: amounts.map(() => 0), total: "0" };
}

export type Asked = SpendGrouping & {
  /** The keys that the caller named: without another breakdown each of them gives a series. */
  named: readonly string[] | undefined;
  cells: number;
};

/**
 * Leaves out series in which nothing happened, and adds those that are there in any case: the one of all spend, and
 * without other breakdown one of each key that was asked for.
 */
export function presentSeries(series: readonly SpendSeries[], asked: Asked): SpendSeries[] {
  const { typed, dimensions, named, currency, cells } = asked;
  const some = series.filter(hasAny);
  if (dimensions.length > 0) return some;
  const wanted = typed ? (named ?? []) : some.length === 0 ? [null] : [];
  const present = new Set(some.map(({ usageType }) => usageType));
  const missing = wanted.filter((usageType) => !present.has(usageType));
  return [
    ...some,
    ...missing.map((usageType) => {
      const key = spendKey({ usageType, values: [], currency }, currency);
      const empty = { key, currency, usageType, values: [], members: null, total: "0" };
      return emptySeries({ ...empty, amounts: [], counts: [] }, cells);
    }),
  ];
}

const hasAny = ({ amounts, counts }: SpendSeries) =>
  amounts.some((amount) => amount !== "0") || counts.some((count) => count !== 0);
