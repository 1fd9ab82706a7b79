import "server-only";
import { type Line, type Lines, lineTotal, seriesKey } from "@/lib/domain/fill";
import {
  bySize,
  type FoldSettings,
  foldSeries,
  lineFor,
  placeRests,
  type SeriesTotal,
  type ShownSeries,
  toTotals,
} from "@/lib/domain/fold";
import { emptyAmount, isAdditive } from "@/lib/domain/meters";
import type { UsageQuery } from "@/lib/domain/usage-query";
import {
  readBuckets,
  readFewBuckets,
  readRests,
  readTotals,
  type UsageReader,
} from "@/lib/services/usage/usage-reader";

export type SeriesPage = FoldSettings & {
  /** The meters were named by the caller: without another breakdown each of them gives a series. */
  named: boolean;
  pageSize: number;
  after: Pick<ShownSeries, "total" | "key"> | undefined;
};

/** A page of the series of a question, with the buckets of each. */
export type ReadSeries = {
  series: { shown: ShownSeries; line: Line }[];
  /** How many series come before the page, and how many there are in all. */
  before: number;
  count: number;
  /** How many meters have a series: with several, every series says which. */
  meterCount: number;
  /** All series of the question, the page among them. */
  list: ShownSeries[];
};

/** So many lines are read at once, without asking for their totals first. */
const FEW_LINES = 500;

/** Totals first, then the buckets of one page: of many series, those that are not shown are never read per bucket. */
export async function readSeries(
  reader: UsageReader,
  query: UsageQuery,
  page: SeriesPage,
): Promise<ReadSeries> {
  const whole = await readWhole(reader, query, page);
  const totals = toTotals(whole ?? (await readTotals(reader, query)));
  if (page.named && query.dimensions.length === 0) addMissing(totals, query);
  const list = await foldAll(reader, query, totals, page);
  const rest = page.after ? list.filter((one) => bySize(one, page.after ?? one) > 0) : list;
  const shown = rest.slice(0, page.pageSize);
  const lines = whole ?? (await readShownBuckets(reader, query, shown, list));
  return {
    series: shown.map((one) => ({ shown: one, line: lineFor(one, list, lines, query.spans.length) })),
    before: list.length - rest.length,
    count: list.length,
    meterCount: new Set(page.named ? query.meters.map(({ key }) => key) : list.map(({ meter }) => meter))
      .size,
    list,
  };
}

/** Folds series; what a rest came to is asked for where it is not the sum of what was folded into it. */
async function foldAll(
  reader: UsageReader,
  query: UsageQuery,
  totals: readonly SeriesTotal[],
  settings: FoldSettings,
): Promise<ShownSeries[]> {
  const list = foldSeries(totals, settings);
  const folded = new Set(list.filter(({ members }) => members !== null).map(({ meter }) => meter));
  const meters = query.meters.filter((meter) => folded.has(meter.key) && !isAdditive(meter));
  const series = list.filter(({ members }) => members === null);
  const rests =
    meters.length > 0 ? await readRests(reader, { ...query, meters }, series) : new Map<string, Line>();
  const wholes = new Map([...rests].map(([meter, line]) => [meter, lineTotal(line)]));
  return placeRests(list, wholes, settings);
}

/** The buckets of series that were chosen before, such as those of the range they are compared with. */
export async function readSameSeries(
  reader: UsageReader,
  query: UsageQuery,
  shown: readonly ShownSeries[],
  list: readonly ShownSeries[],
): Promise<Line[]> {
  const lines = await readShownBuckets(reader, query, shown, list);
  return shown.map((one) => lineFor(one, list, lines, query.spans.length));
}

/** Everything in one go, where it is known to be little: no breakdown, or one that a narrow rollup keeps. */
async function readWhole(
  reader: UsageReader,
  query: UsageQuery,
  { top, after }: SeriesPage,
): Promise<Lines | undefined> {
  if (query.dimensions.length === 0) return readBuckets(reader, query, { series: [], rest: false });
  const narrow =
    query.dimensions.every((dimension) => dimension === "provider") && query.meters.every(isAdditive);
  return narrow && top === undefined && after === undefined
    ? readFewBuckets(reader, query, FEW_LINES)
    : undefined;
}

/** A folded rest is everything but the shown ones of its meter, so that all of those are read beside it. */
function readShownBuckets(
  reader: UsageReader,
  query: UsageQuery,
  shown: readonly ShownSeries[],
  list: readonly ShownSeries[],
): Promise<Lines> {
  const rest = shown.some(({ members }) => members !== null);
  const keyed = (rest ? list : shown).filter(({ members }) => members === null);
  return readBuckets(reader, query, { series: keyed, rest });
}

function addMissing(totals: SeriesTotal[], query: UsageQuery): void {
  const present = new Set(totals.map(({ key }) => key));
  for (const meter of query.meters) {
    const key = seriesKey(meter.key, []);
    if (!present.has(key)) totals.push({ key, meter: meter.key, values: [], total: emptyAmount(meter) });
  }
}
