import { plus } from "@/lib/domain/decimal";
import type { Line } from "@/lib/domain/fill";
import { groupBy } from "@/lib/domain/group-by";
import type { Piece } from "./pieces";
import { shareOut } from "./share-out";

/** What one key cost in one currency in each cell, of one value of each dimension; `counts` are its events. */
export type SpendLine = {
  usageType: string;
  currency: string;
  values: (string | null)[];
  amounts: string[];
  counts: number[];
};

/** Adds up what pieces came to per cell; pieces before the first cell belong to none. */
export function perCell(pieces: readonly Piece[], amounts: readonly string[], cells: number): string[] {
  const sums = new Array<string>(cells).fill("0");
  pieces.forEach(({ cell }, index) => {
    if (cell !== null) sums[cell] = plus(sums[cell] ?? "0", amounts[index] ?? "0");
  });
  return sums;
}

/** The same for numbers of events. */
export function countsPerCell(pieces: readonly Piece[], counts: readonly number[], cells: number): number[] {
  const sums = new Array<number>(cells).fill(0);
  pieces.forEach(({ cell }, index) => {
    if (cell !== null) sums[cell] = (sums[cell] ?? 0) + (counts[index] ?? 0);
  });
  return sums;
}

/** What a dimension's value used of a key in each cell. */
export type Volume = { values: (string | null)[]; amounts: readonly string[]; counts: readonly number[] };

/** Turns lines of pieces into volumes of cells, in the order of their values. */
export function toVolumes(lines: readonly Line[], pieces: readonly Piece[], cells: number): Volume[] {
  const volumes = lines.map(({ values, amounts, counts }) => ({
    values,
    amounts: perCell(
      pieces,
      amounts.map((amount) => amount ?? "0"),
      cells,
    ),
    counts: countsPerCell(pieces, counts, cells),
  }));
  const order = ({ values }: Volume) => JSON.stringify(values);
  return volumes.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

type Whole = Omit<SpendLine, "values">;

/**
 * Shares a key's spend among the values of dimensions, each cell by its own volumes. What nobody used (a fixed amount,
 * corrections of both signs) belongs to no value: every dimension is null there.
 */
export function shareSpend(whole: Whole, volumes: readonly Volume[], dimensions: number): SpendLine[] {
  const lines = volumes.map(({ values, counts }) => ({
    ...whole,
    values,
    counts: [...counts],
    amounts: [] as string[],
  }));
  const nobody: string[] = [];
  whole.amounts.forEach((amount, cell) => {
    const shared = shareOut(
      amount,
      whole.currency,
      volumes.map(({ amounts }) => amounts[cell] ?? "0"),
    );
    lines.forEach((line, index) => {
      line.amounts[cell] = shared.parts[index] ?? "0";
    });
    nobody[cell] = shared.unshared;
  });
  const none = {
    ...whole,
    values: new Array<string | null>(dimensions).fill(null),
    amounts: nobody,
    counts: nobody.map(() => 0),
  };
  return addTogether([...lines, none]);
}

/** Adds up lines of the same key, currency and values. */
export function addTogether(lines: readonly SpendLine[]): SpendLine[] {
  const groups = groupBy(lines, ({ usageType, currency, values }) =>
    JSON.stringify([usageType, currency, values]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, ...addedUp(group) }] : [];
  });
}

/** The amounts and events of several lines together. */
export function addedUp(lines: readonly Pick<SpendLine, "amounts" | "counts">[]) {
  const [first, ...others] = lines;
  const amounts = [...(first?.amounts ?? [])];
  const counts = [...(first?.counts ?? [])];
  for (const line of others) {
    line.amounts.forEach((amount, cell) => {
      amounts[cell] = plus(amounts[cell] ?? "0", amount);
      counts[cell] = (counts[cell] ?? 0) + (line.counts[cell] ?? 0);
    });
  }
  return { amounts, counts };
}
