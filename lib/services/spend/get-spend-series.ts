import "server-only";
import type { Context } from "@/db/context";
import type { SpendSeriesAnswer, SpendSeriesQuery } from "@/lib/contracts/spend-series";
import { comparedRange } from "@/lib/domain/compare";
import type { DimensionFilters } from "@/lib/domain/dimensions";
import { bySize } from "@/lib/domain/fold";
import { bucketCells, type Cell, cumulativeCells, rangeTotal } from "@/lib/domain/spend/cells";
import { pricedKeys } from "@/lib/domain/spend/priced-keys";
import { type SpendMark, spendMarks } from "@/lib/domain/spend/spend-marks";
import {
  filterLines,
  foldSpend,
  groupSpend,
  presentSeries,
  type SpendGrouping,
  type SpendSeries,
} from "@/lib/domain/spend/spend-series";
import type { KeyDimension } from "@/lib/domain/usage-query";
import { selectTeamNames } from "@/lib/selectors/usage/select-team-names";
import { type ComparedSpend, toSpendSeries } from "@/lib/services/spend/present-spend-series";
import { readCorrections } from "@/lib/services/spend/read-corrections";
import type { SpendPeriod } from "@/lib/services/spend/read-pieces";
import { readSpendLines } from "@/lib/services/spend/read-spend-lines";
import { readSpendPeriods } from "@/lib/services/spend/read-spend-periods";
import {
  chooseKeys,
  cutSpendRange,
  sharedDimensions,
  toSpendRange,
} from "@/lib/services/spend/spend-question";
import { decodeCursor } from "@/lib/services/usage/series-cursor";
import { type BucketedRange, toAsOf, toFilters } from "@/lib/services/usage/usage-question";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

/** A range as money: its periods, the cells it is rated in, and the series. */
export type ReadSpend = BucketedRange & {
  periods: SpendPeriod[];
  cells: Cell[];
  series: SpendSeries[];
  marks: SpendMark[];
};

type Asked = {
  query: SpendSeriesQuery;
  grouping: SpendGrouping;
  filters: DimensionFilters;
  asOf: Date | null;
};

/**
 * Spend per bucket, meter and breakdown, before minimum, maximum, discounts and credits; amounts are decimal text in
 * the series' currency, rounded as contract § 4 says, so that buckets add up to the lines of their billing period.
 */
export async function getSpendSeries(context: Context, query: SpendSeriesQuery): Promise<SpendSeriesAnswer> {
  const { tenant } = context;
  const current = cutSpendRange(context, toSpendRange(context, query), query.interval);
  const asOf = toAsOf(query.as_of, current.range.timezone);
  const breakdowns = query.breakdowns ?? [];
  const dimensions = breakdowns.filter((dimension) => dimension !== "type");
  const typed = breakdowns.includes("type");
  const after = query.after === undefined ? undefined : decodeCursor(query, query.after);
  return readUsage(context, async (reader) => {
    const asked: Asked = {
      ...{ query, asOf, filters: toFilters(query) },
      grouping: { typed, dimensions, currency: tenant.currency },
    };
    const read = await readSpend(context, reader, asked, current);
    const folding = { top: query.top, excludeEmpty: query.exclude_empty ?? false, currency: tenant.currency };
    const list = foldSpend(read.series, folding);
    const before = after ? placeAfter(list, after) : 0;
    const shown = list.slice(before, before + query.page_size);
    const compared = await readCompared(context, reader, asked, current);
    const page = { list, shown, before, compared };
    const naming = { dimensions, typed, teamNames: await teamNamesOf(reader, dimensions, shown) };
    return toSpendSeries({ context, query, asOf, read, page, naming, meters: reader.meters });
  });
}

/** The series of a range, none of them folded. */
async function readSpend(
  { tenant }: Context,
  reader: UsageReader,
  { query, grouping, filters, asOf }: Asked,
  { range, buckets }: BucketedRange,
): Promise<ReadSpend> {
  const found = await readSpendPeriods(reader, tenant, range);
  const periods = found.map((period) => asKnownAt(period, asOf));
  const { named, excluded } = chooseKeys(reader.meters, query);
  const keys = (named ?? pricedKeys(periods)).filter((key) => !excluded.has(key));
  const cells = query.cumulative ? cumulativeCells(buckets, periods) : bucketCells(buckets);
  const dimensions = sharedDimensions(grouping.dimensions, filters);
  const wanted = (key: string) => !excluded.has(key) && (named?.includes(key) ?? true);
  const corrections = await readCorrections(reader, { cells, dimensions, wanted, asOf });
  const rated = await readSpendLines(reader, { periods, keys, cells, dimensions });
  const lines = [...rated, ...corrections];
  const grouped = groupSpend(filterLines(lines, dimensions, filters), grouping);
  const series = presentSeries(grouped, { ...grouping, named, cells: cells.length });
  const totalled = series.map((one) => ({ ...one, total: rangeTotal(cells, one.amounts) }));
  return { range, buckets, periods, cells, series: totalled, marks: spendMarks(periods, keys, range) };
}

/** A period by what was known at a moment; before it was closed its statement says nothing. */
export function asKnownAt({ stated, ...period }: SpendPeriod, asOf: Date | null): SpendPeriod {
  const isEarlier = asOf !== null && (period.asOf === null || asOf < period.asOf);
  if (isEarlier) return { ...period, asOf };
  return stated ? { ...period, stated } : period;
}

async function readCompared(
  context: Context,
  reader: UsageReader,
  asked: Asked,
  current: BucketedRange,
): Promise<ComparedSpend | undefined> {
  const { compare, compare_start_date: startDate, interval } = asked.query;
  if (compare === "none") return undefined;
  const range = comparedRange(current.range, { compare, startDate, now: context.now });
  if (!range) return { read: undefined };
  return { read: await readSpend(context, reader, asked, cutSpendRange(context, range, interval)) };
}

/** How many series come before the page after a cursor. */
function placeAfter(list: readonly SpendSeries[], after: { total: string | null; key: string }): number {
  const place = list.findIndex(({ key }) => key === after.key);
  return place < 0 ? list.filter((one) => bySize(one, after) <= 0).length : place + 1;
}

async function teamNamesOf(
  { tx, tenantId }: UsageReader,
  dimensions: readonly KeyDimension[],
  shown: readonly SpendSeries[],
): Promise<Map<string, string>> {
  const place = dimensions.indexOf("team");
  const ids = new Set(place < 0 ? [] : shown.map(({ values }) => values[place]));
  const known = [...ids].filter((id) => typeof id === "string");
  return selectTeamNames(tx, tenantId, known);
}
