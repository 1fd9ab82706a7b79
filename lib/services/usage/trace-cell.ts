import "server-only";
import type { Bucket } from "@/lib/domain/buckets";
import type { DimensionFilters } from "@/lib/domain/dimensions";
import { seriesKey } from "@/lib/domain/fill";
import type { ShownSeries } from "@/lib/domain/fold";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { emptyAmount, type Meter } from "@/lib/domain/meters";
import { filtersOfKey, parseSeriesKey } from "@/lib/domain/series-cell";
import type { UsageQuery } from "@/lib/domain/usage-query";
import type { OtherKeys } from "@/lib/selectors/usage/other-keys";
import { readSeries, type SeriesPage } from "@/lib/services/usage/read-series";
import { findMeters } from "@/lib/services/usage/usage-question";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** A number of a chart: a series in one bucket, with the filters that lead to exactly its events. */
export type Cell = {
  meter: Meter;
  shown: ShownSeries;
  /** All series of the question; only a rest needs to know them. */
  list: readonly ShownSeries[];
  filters: DimensionFilters;
  except: OtherKeys | undefined;
};

/** Finds the series that a key names among those of a question. */
export async function findCell(
  reader: UsageReader,
  asked: UsageQuery,
  page: SeriesPage,
  key: string,
): Promise<Cell> {
  const { dimensions, filters } = asked;
  const { meter: meterKey, values } = parseSeriesKey(key, dimensions);
  const [meter] = findMeters(reader.meters, [meterKey], "key");
  if (!meter || !asked.meters.some((one) => one.key === meter.key)) throw unknown();
  if (values === null) return findRest(reader, asked, page, meter);
  const narrowed = filtersOfKey(filters, dimensions, values);
  if (!narrowed) throw unknown();
  const shown = {
    key: seriesKey(meter.key, values),
    meter: meter.key,
    values,
    total: emptyAmount(meter),
    members: null,
  };
  return { meter, shown, list: [shown], filters: narrowed, except: undefined };
}

/** What a rest holds follows from what is shown: all series of the range are needed to tell. */
async function findRest(
  reader: UsageReader,
  asked: UsageQuery,
  page: SeriesPage,
  meter: Meter,
): Promise<Cell> {
  const { list } = await readSeries(reader, asked, { ...page, pageSize: 1, after: undefined });
  const shown = list.find((one) => one.meter === meter.key && one.members !== null);
  if (!shown) throw unknown();
  const own = list.filter((one) => one.meter === meter.key && one.members === null);
  const except = { dimensions: asked.dimensions, keys: own.map(({ values }) => values) };
  return { meter, shown, list, filters: asked.filters, except };
}

const unknown = () => new InvalidInput("invalid_parameter", "key", "is no series of this question");

/** The bucket of a label; its place among the others with it. */
export function findBucket(buckets: readonly Bucket[], date: string): { bucket: Bucket; place: number } {
  const place = buckets.findIndex((one) => one.date === date);
  const bucket = buckets[place];
  if (bucket) return { bucket, place };
  const known =
    buckets.length === 0 ? "" : `: those reach from ${buckets[0]?.date} to ${buckets.at(-1)?.date}`;
  throw new InvalidInput("invalid_parameter", "date", `is no date of this series${known}`);
}
