import { addDecimals, compareDecimals } from "@/lib/domain/decimal";
import { addLine, emptyLine, type Line, type Lines, lineTotal, seriesKey } from "@/lib/domain/fill";
import { groupBy } from "@/lib/domain/group-by";
import { emptyMeasuredLine } from "@/lib/domain/measured";

/** A series before its buckets are read: what it is, and what it came to over the whole range. */
export type SeriesTotal = { key: string; meter: string; values: (string | null)[]; total: string | null };

/** A series of an answer; `members` tells how many the folded rest of a meter stands for, null otherwise. */
export type ShownSeries = SeriesTotal & { members: number | null };

export type FoldSettings = { top: number | undefined; excludeEmpty: boolean };

/** The totals of all lines in which anything happened. */
export function toTotals({ keyed }: Lines): SeriesTotal[] {
  const totals: SeriesTotal[] = [];
  for (const [key, line] of keyed) {
    const { meter, values, counts } = line;
    const total = lineTotal(line);
    if (isSome(total) || counts.some((count) => count !== 0)) totals.push({ key, meter, values, total });
  }
  return totals;
}

const isSome = (total: string | null) => total !== null && total !== "0";

/**
 * Orders series by total, largest first, then by key; of each meter all but the `top` largest become one rest.
 * Its total is the sum of theirs, which `placeRests` replaces for meters that do not add up.
 */
export function foldSeries(totals: readonly SeriesTotal[], settings: FoldSettings): ShownSeries[] {
  const kept = settings.excludeEmpty ? totals.filter(({ total }) => isSome(total)) : totals;
  const byMeter = groupBy([...kept].sort(bySize), ({ meter }) => meter);
  const shown = [...byMeter.values()].flatMap((series) => foldMeter(series, settings));
  return shown.sort(bySize);
}

/** Gives folded rests the totals that are not sums, leaves out empty ones where asked, and places everything. */
export function placeRests(
  list: readonly ShownSeries[],
  totals: ReadonlyMap<string, string | null>,
  settings: FoldSettings,
): ShownSeries[] {
  const placed = list.map((series) => {
    const total = series.members === null ? undefined : totals.get(series.meter);
    return total === undefined ? series : { ...series, total };
  });
  return placed.filter(({ total }) => !settings.excludeEmpty || isSome(total)).sort(bySize);
}

function foldMeter(series: SeriesTotal[], { top }: FoldSettings): ShownSeries[] {
  const shown = series.slice(0, top).map((one) => ({ ...one, members: null }));
  const folded = series.slice(shown.length);
  const [first] = folded;
  if (!first) return shown;
  const total = addDecimals(folded.map((one) => one.total ?? "0"));
  const key = JSON.stringify({ other: first.meter });
  return [...shown, { key, meter: first.meter, values: [], total, members: folded.length }];
}

/** Total descending, then key: the order of every list of series. What has no total comes last. */
export function bySize(a: Pick<SeriesTotal, "total" | "key">, b: Pick<SeriesTotal, "total" | "key">): number {
  return compareTotals(b.total, a.total) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

function compareTotals(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compareDecimals(a, b);
}

/** The line of a shown series; that of a folded rest is everything of its meter that is not shown otherwise. */
export function lineFor(
  series: ShownSeries,
  shown: readonly ShownSeries[],
  lines: Lines,
  buckets: number,
): Line {
  const { key, meter, values } = series;
  const empty = lines.measured.get(meter);
  if (empty !== undefined) {
    const line = series.members === null ? lines.keyed.get(key) : lines.rest.get(meter);
    return line ?? emptyMeasuredLine(meter, values, buckets, empty);
  }
  if (series.members === null) return lines.keyed.get(key) ?? emptyLine(meter, values, buckets);
  const others = emptyLine(series.meter, [], buckets);
  const rest = lines.rest.get(series.meter);
  if (rest) addLine(others, rest);
  const keys = new Set(shown.map(({ key }) => key));
  for (const line of lines.keyed.values()) {
    if (line.meter === series.meter && !keys.has(seriesKey(line.meter, line.values))) addLine(others, line);
  }
  return others;
}
