import "server-only";
import type { Context } from "@/db/context";
import type { UsageRequests, UsageRequestsQuery } from "@/lib/contracts/usage-requests";
import { refuseArchived } from "@/lib/domain/archived-spans";
import { REQUEST_FACTS } from "@/lib/domain/facts";
import { LATENCY_EDGES } from "@/lib/domain/requests";
import type { RequestFilter } from "@/lib/selectors/requests/request-conditions";
import { selectRequestCounts } from "@/lib/selectors/requests/select-request-counts";
import { selectRequestDurations } from "@/lib/selectors/requests/select-request-durations";
import { selectRequestErrors } from "@/lib/selectors/requests/select-request-errors";
import { selectRequestPercentiles } from "@/lib/selectors/requests/select-request-percentiles";
import { toCoverage, toSeriesBucket } from "@/lib/services/usage/present-coverage";
import { byFrequency, type ReadRequests, toUsageRequests } from "@/lib/services/usage/present-requests";
import { rangeParameter, toBucketedRange, toFilters } from "@/lib/services/usage/usage-question";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

const FRACTIONS = ["0.5", "0.95", "0.99"];

/** API requests by bucket, endpoint, method and status, with their latency, exact and from one snapshot. */
export async function getUsageRequests(context: Context, query: UsageRequestsQuery): Promise<UsageRequests> {
  const { range, buckets } = toBucketedRange(context, query);
  return readUsage(context, async (reader) => {
    const needed = { field: rangeParameter(query), facts: REQUEST_FACTS };
    refuseArchived(reader, { start: range.from, end: range.to }, needed);
    const filter: RequestFilter = {
      ...{ tenantId: reader.tenantId, spans: buckets, filters: toFilters(query) },
      ...{ endpoints: query.endpoints ?? [], methods: query.methods ?? [] },
      statusClasses: query.status_classes ?? [],
    };
    const read = await readRequests(reader, filter, query.limit);
    return {
      ...toUsageRequests(read, buckets),
      meta: {
        ...toCoverage(context, range, null),
        interval: query.interval,
        week_start: context.tenant.weekStart,
        buckets: buckets.map(toSeriesBucket),
      },
    };
  });
}

async function readRequests(
  { tx }: UsageReader,
  filter: RequestFilter,
  limit: number,
): Promise<ReadRequests> {
  const counts = await selectRequestCounts(tx, filter);
  const endpoints = counts.filter(({ group }) => group === "endpoint").sort(byFrequency);
  const shown = endpoints.slice(0, limit);
  const asked = { endpoints: shown.flatMap(({ value }) => value ?? []), fractions: FRACTIONS };
  return {
    counts,
    shown,
    endpointCount: endpoints.length,
    percentiles: await selectRequestPercentiles(tx, filter, asked),
    durations: await selectRequestDurations(tx, filter, LATENCY_EDGES),
    errors: await selectRequestErrors(tx, filter, limit),
  };
}
