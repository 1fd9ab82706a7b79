import "server-only";
import type { Context } from "@/db/context";
import type { UsageSeries, UsageSeriesQuery } from "@/lib/contracts/usage-series";
import { comparedRange } from "@/lib/domain/compare";
import type { UsageQuery } from "@/lib/domain/usage-query";
import { selectTeamNames } from "@/lib/selectors/usage/select-team-names";
import { type ComparedSeries, toUsageSeries } from "@/lib/services/usage/present-series";
import { readOpening } from "@/lib/services/usage/read-opening";
import { type ReadSeries, readSameSeries, readSeries } from "@/lib/services/usage/read-series";
import { decodeCursor } from "@/lib/services/usage/series-cursor";
import {
  type BucketedRange,
  chooseMeters,
  cutRange,
  toAsOf,
  toBucketedRange,
  toFilters,
} from "@/lib/services/usage/usage-question";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

/**
 * Usage per bucket, meter and breakdown, exact at this instant. A bucket without events is 0, and null where it
 * lies in the future.
 */
export async function getUsageSeries(context: Context, query: UsageSeriesQuery): Promise<UsageSeries> {
  const current = toBucketedRange(context, query);
  const asOf = toAsOf(query.as_of, current.range.timezone);
  const breakdowns = query.breakdowns ?? [];
  const dimensions = breakdowns.filter((dimension) => dimension !== "type");
  const after = query.after === undefined ? undefined : decodeCursor(query, query.after);
  return readUsage(context, async (reader) => {
    const { meters, named } = chooseMeters(reader.meters, query);
    const asked = { meters, dimensions, filters: toFilters(query), spans: current.buckets, asOf };
    const page = {
      named,
      top: query.top,
      excludeEmpty: query.exclude_empty ?? false,
      pageSize: query.page_size,
      after,
    };
    const read = await readSeries(reader, asked, page);
    // Of several dimensions the type is always the first.
    const typed = breakdowns.includes("type") || read.meterCount > 1 || dimensions.length > 1;
    const compared = await readCompared(context, reader, { query, asked, current, read });
    const teamNames = await readTeamNames(reader, asked, read);
    const naming = { dimensions, typed, teamNames };
    const opening = await readOpening(reader, asked);
    const answer = { context, query, current, read, compared, naming, asOf, opening };
    return toUsageSeries({ ...answer, meters: reader.meters });
  });
}

type Comparing = { query: UsageSeriesQuery; asked: UsageQuery; current: BucketedRange; read: ReadSeries };

/** The same series in the range to compare with; none unless asked for. */
async function readCompared(
  context: Context,
  reader: UsageReader,
  { query, asked, current, read }: Comparing,
): Promise<ComparedSeries | undefined> {
  if (query.compare === "none") return undefined;
  const settings = { compare: query.compare, startDate: query.compare_start_date, now: context.now };
  const range = comparedRange(current.range, settings);
  const buckets = range ? cutRange(context, range, query.interval).buckets : [];
  const shown = read.series.map((one) => one.shown);
  const lines = await readSameSeries(reader, { ...asked, spans: buckets }, shown, read.list);
  return { range, buckets, lines };
}

async function readTeamNames(
  { tx, tenantId }: UsageReader,
  { dimensions }: UsageQuery,
  { series }: ReadSeries,
): Promise<Map<string, string>> {
  const place = dimensions.indexOf("team");
  const ids = new Set(place < 0 ? [] : series.map(({ shown }) => shown.values[place]));
  return selectTeamNames(
    tx,
    tenantId,
    [...ids].filter((id) => typeof id === "string"),
  );
}
