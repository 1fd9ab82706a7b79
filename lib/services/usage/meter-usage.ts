import "server-only";
import type { Context } from "@/db/context";
import type { Bucket } from "@/lib/domain/buckets";
import { emptyLine, type Line, seriesKey } from "@/lib/domain/fill";
import type { StatisticsInterval } from "@/lib/domain/intervals";
import { emptyMeasuredLine } from "@/lib/domain/measured";
import { emptyAmount, isAdditive, type Meter } from "@/lib/domain/meters";
import type { Range, RangeParameters } from "@/lib/domain/range";
import type { BucketAmount } from "@/lib/domain/statistics/bucket-amount";
import type { UsageQuery } from "@/lib/domain/usage-query";
import { toCoverage } from "@/lib/services/usage/present-coverage";
import { type FilterParameters, findMeters, toFilters } from "@/lib/services/usage/usage-question";
import { readBuckets, type UsageReader } from "@/lib/services/usage/usage-reader";

/** What every analysis of one meter is asked with. */
export type AnalysisQuery = RangeParameters &
  FilterParameters & { usage_type: string; interval: StatisticsInterval; timezone?: string | undefined };

export type MeterUsage = { line: Line; amounts: BucketAmount[] };

/** The one meter of an analysis; a key that the organization does not have is refused. */
export function findMeter({ meters }: UsageReader, { usage_type }: AnalysisQuery): Meter {
  const [meter] = findMeters(meters, [usage_type], "usage_type");
  if (!meter) throw new Error("A meter that is not there has been refused.");
  return meter;
}

/** The question that an analysis asks of the engine. */
export function toUsageQuery(meter: Meter, query: FilterParameters, spans: UsageQuery["spans"]): UsageQuery {
  return { meters: [meter], dimensions: [], filters: toFilters(query), spans, asOf: null };
}

/** One meter per bucket: 0 where nothing happened, null where nothing can be told, such as in the future. */
export async function readMeterUsage(
  reader: UsageReader,
  query: UsageQuery,
  { buckets, now }: { buckets: readonly Bucket[]; now: Date },
): Promise<MeterUsage> {
  const [meter] = query.meters;
  if (!meter) throw new Error("An analysis is of one meter.");
  const { keyed } = await readBuckets(reader, { ...query, spans: buckets }, { series: [], rest: false });
  const line = keyed.get(seriesKey(meter.key, [])) ?? nothing(meter, buckets.length);
  const amounts = buckets.map((bucket, place) => {
    const [amount = null, count = 0] = [line.amounts[place], line.counts[place]];
    const unknown = bucket.start > now && amount === "0" && count === 0;
    return { ...bucket, amount: unknown ? null : amount, count };
  });
  return { line, amounts };
}

function nothing(meter: Meter, buckets: number): Line {
  if (isAdditive(meter)) return emptyLine(meter.key, [], buckets);
  return emptyMeasuredLine(meter.key, [], buckets, emptyAmount(meter));
}

/** What an analysis covers. */
export function toAnalysisMeta(
  context: Context,
  range: Range,
  { meter, interval }: { meter: Meter; interval: StatisticsInterval },
) {
  return {
    ...toCoverage(context, range, null),
    usage_type: meter.key,
    unit: meter.unit,
    aggregation: meter.aggregation,
    interval,
    week_start: context.tenant.weekStart,
  };
}
