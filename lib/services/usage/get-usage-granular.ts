import "server-only";
import type { Context } from "@/db/context";
import type { UsageGranular, UsageGranularQuery } from "@/lib/contracts/usage-granular";
import { refuseArchived } from "@/lib/domain/archived-spans";
import type { Bucket } from "@/lib/domain/buckets";
import { divideDecimals, toDecimal } from "@/lib/domain/decimal";
import { REQUEST_FACTS } from "@/lib/domain/facts";
import type { UsageRow } from "@/lib/domain/fill";
import { type Attempts, GRANULAR_FACTS, shareAttempts, sumAttempts } from "@/lib/domain/granular";
import { groupBy } from "@/lib/domain/group-by";
import { type Durations, selectGranularDurations } from "@/lib/selectors/usage/select-granular-durations";
import { selectGranularPercentile } from "@/lib/selectors/usage/select-granular-percentile";
import { selectOpeningBuckets } from "@/lib/selectors/usage/select-opening-buckets";
import { selectUsageBuckets } from "@/lib/selectors/usage/select-usage-buckets";
import { selectUsageTotals } from "@/lib/selectors/usage/select-usage-totals";
import { toCoverage, toSeriesBucket } from "@/lib/services/usage/present-coverage";
import { rangeParameter, toBucketedRange, toFilters } from "@/lib/services/usage/usage-question";
import { readUsage, toRead, type UsageReader } from "@/lib/services/usage/usage-reader";

/** All that a dashboard of uploads and requests shows, counted by attempts, from one snapshot. */
export async function getUsageGranular(context: Context, query: UsageGranularQuery): Promise<UsageGranular> {
  const { range, buckets } = toBucketedRange(context, query);
  const filters = toFilters(query);
  const field = rangeParameter(query);
  const read = await readUsage(context, (reader) => {
    const because = "the 95th percentile of response times";
    const span = { start: range.from, end: range.to };
    refuseArchived(reader, span, { field, facts: REQUEST_FACTS, because });
    return readGranular(reader, { filters, spans: buckets });
  });
  const totals = sumAttempts(read.totals);
  const fileTypes = shareAttempts(read.totals, 0).filter(({ uploads }) => uploads !== 0);
  return {
    summary: toSummary(totals, read),
    series: toSeries(read.perBucket, buckets, context.now),
    file_types: fileTypes.map(({ value, uploads, fileSize, percentage }) => ({
      file_type: value,
      total_uploads: uploads,
      total_file_size: fileSize,
      percentage,
    })),
    providers: shareAttempts(read.totals, 1).map(({ value, uploads, fileSize, requests, percentage }) => ({
      provider: value,
      total_uploads: uploads,
      total_file_size: fileSize,
      total_requests: requests,
      percentage,
    })),
    meta: {
      ...toCoverage(context, range, null),
      interval: query.interval,
      week_start: context.tenant.weekStart,
      buckets: buckets.map(toSeriesBucket),
      ...toOpening(sumAttempts(read.opening)),
    },
  };
}

function toOpening({ uploads, fileSize, requests }: Attempts): Pick<UsageGranular["meta"], "opening"> {
  if (uploads === 0 && requests === 0) return {};
  return { opening: { total_uploads: uploads, total_file_size: fileSize, total_requests: requests } };
}

type GranularRead = {
  totals: UsageRow[];
  perBucket: UsageRow[];
  opening: UsageRow[];
  durations: Durations;
  p95: string | null;
};
type GranularQuestion = Pick<Parameters<typeof toRead>[1], "filters" | "spans">;

async function readGranular(reader: UsageReader, asked: GranularQuestion): Promise<GranularRead> {
  const query = { meters: [], dimensions: [], asOf: null, ...asked };
  const read = toRead(reader, query, GRANULAR_FACTS);
  const keyed = toRead(reader, { ...query, dimensions: ["file_type", "provider"] }, GRANULAR_FACTS);
  return {
    totals: await selectUsageTotals(reader.tx, keyed),
    perBucket: await selectUsageBuckets(reader.tx, read, { keys: [], rest: false }),
    opening: reader.hasOpening ? await selectOpeningBuckets(reader.tx, read) : [],
    durations: await selectGranularDurations(reader.tx, { ...read, facts: REQUEST_FACTS }),
    p95: await selectGranularPercentile(reader.tx, read, "0.95"),
  };
}

function toSummary(totals: Attempts, { durations, p95 }: GranularRead): UsageGranular["summary"] {
  return {
    total_uploads: totals.uploads,
    total_file_size: totals.fileSize,
    successful_uploads: totals.successfulUploads,
    failed_uploads: totals.failedUploads,
    total_requests: totals.requests,
    successful_requests: totals.successfulRequests,
    failed_requests: totals.failedRequests,
    avg_response_time_ms: divideDecimals(durations.totalMs, durations.count),
    p95_response_time_ms: p95 === null ? null : toDecimal(p95),
  };
}

function toSeries(rows: readonly UsageRow[], buckets: readonly Bucket[], now: Date): UsageGranular["series"] {
  const byBucket = groupBy(rows, ({ bucket }) => bucket);
  return buckets.map(({ date, start }, index) => {
    const attempts = sumAttempts(byBucket.get(index) ?? []);
    const empty = start > now && attempts.uploads === 0 && attempts.requests === 0;
    return {
      date,
      total_uploads: empty ? null : attempts.uploads,
      total_file_size: empty ? null : attempts.fileSize,
      total_requests: empty ? null : attempts.requests,
      successful_requests: empty ? null : attempts.successfulRequests,
      failed_requests: empty ? null : attempts.failedRequests,
    };
  });
}
