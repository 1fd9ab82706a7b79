import { addDecimals, compareDecimals } from "@/lib/domain/decimal";
import { addLine, emptyLine, type Line, type Lines, seriesKey } from "@/lib/domain/fill";
import { groupBy } from "@/lib/domain/group-by";

/** A series before its buckets are read: what it is, and what it came to over the whole range. */
export type SeriesTotal = { key: string; meter: string; values: (string | null)[]; total: string };

/** A series of an answer; `members` tells how many the folded rest of a meter stands for, null otherwise. */
export type ShownSeries = SeriesTotal & { members: number | null };

export type FoldSettings = { top: number | undefined; excludeEmpty: boolean };

/** The totals of all lines in which anything happened. */
export function toTotals({ keyed }: Lines): SeriesTotal[] {
  const totals: SeriesTotal[] = [];
  for (const [key, { meter, values, amounts, counts }] of keyed) {
    const total = addDecimals(amounts);
    if (total !== "0" || counts.some((count) => count !== 0)) totals.push({ key, meter, values, total });
  }
  return totals;
}

/** Orders series by total, largest first, then by key; of each meter all but the `top` largest become one rest. */
export function foldSeries(totals: readonly SeriesTotal[], settings: FoldSettings): ShownSeries[] {
  const kept = settings.excludeEmpty ? totals.filter(({ total }) => total !== "0") : totals;
  const byMeter = groupBy([...kept].sort(bySize), ({ meter }) => meter);
  const shown = [...byMeter.values()].flatMap((series) => foldMeter(series, settings));
  return shown.sort(bySize);
}

function foldMeter(series: SeriesTotal[], { top, excludeEmpty }: FoldSettings): ShownSeries[] {
  const shown = series.slice(0, top).map((one) => ({ ...one, members: null }));
  const folded = series.slice(shown.length);
  const [first] = folded;
  if (!first) return shown;
  const total = addDecimals(folded.map((one) => one.total));
  if (excludeEmpty && total === "0") return shown;
  const key = JSON.stringify({ other: first.meter });
  return [...shown, { key, meter: first.meter, values: [], total, members: folded.length }];
}

/** Total descending, then key: the order of every list of series. */
export function bySize(a: Pick<SeriesTotal, "total" | "key">, b: Pick<SeriesTotal, "total" | "key">): number {
  return compareDecimals(b.total, a.total) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** The line of a shown series; that of a folded rest is everything of its meter that is not shown otherwise. */
export function lineFor(
  series: ShownSeries,
  shown: readonly ShownSeries[],
  lines: Lines,
  buckets: number,
): Line {
  if (series.members === null)
    return lines.keyed.get(series.key) ?? emptyLine(series.meter, series.values, buckets);
  const others = emptyLine(series.meter, [], buckets);
  const rest = lines.rest.get(series.meter);
  if (rest) addLine(others, rest);
  const keys = new Set(shown.map(({ key }) => key));
  for (const line of lines.keyed.values()) {
    if (line.meter === series.meter && !keys.has(seriesKey(line.meter, line.values))) addLine(others, line);
  }
  return others;
}
