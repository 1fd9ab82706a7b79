import "server-only";
import type { UsageRequests } from "@/lib/contracts/usage-requests";
import type { Bucket } from "@/lib/domain/buckets";
import { divideDecimals, toDecimal } from "@/lib/domain/decimal";
import { LATENCY_EDGES, percentOf } from "@/lib/domain/requests";
import { percentages } from "@/lib/domain/shares";
import type { RequestCounts, RequestGroup } from "@/lib/selectors/requests/select-request-counts";
import type { RequestDurations } from "@/lib/selectors/requests/select-request-durations";
import type { RequestError } from "@/lib/selectors/requests/select-request-errors";
import type { RequestPercentile } from "@/lib/selectors/requests/select-request-percentiles";

/** What was read about some requests. */
export type ReadRequests = {
  counts: readonly RequestCounts[];
  /** The endpoints to list, the most frequent first, and how many there are in all. */
  shown: readonly RequestCounts[];
  endpointCount: number;
  percentiles: readonly RequestPercentile[];
  durations: RequestDurations;
  errors: readonly RequestError[];
};
type Answer = Omit<UsageRequests, "meta">;
type Counts = Omit<RequestCounts, "group" | "value">;

const NONE: Counts = { requests: 0, successful: 0, failed: 0, bytes: "0", durationMs: "0", durations: "0" };

/** What was read, as the contract tells it. */
export function toUsageRequests(read: ReadRequests, buckets: readonly Bucket[]): Answer {
  const of = (group: RequestGroup) => read.counts.filter((one) => one.group === group).sort(byFrequency);
  const [all = NONE] = of("all");
  const { min, max } = read.durations;
  return {
    summary: {
      ...toCounts(all),
      ...toPercentiles(read, "all", null),
      min_response_time_ms: min === null ? null : toDecimal(min),
      max_response_time_ms: max === null ? null : toDecimal(max),
      endpoint_count: read.endpointCount,
    },
    series: toSeries(read, of("bucket"), buckets),
    endpoints: read.shown.map((one) => ({
      endpoint: one.value ?? "",
      ...toCounts(one),
      ...toPercentiles(read, "endpoint", one.value),
      percentage: percentOf(one.requests, all.requests) ?? "0.00",
    })),
    methods: withShares(of("method")).map(({ value, share, ...one }) => ({
      ...{ method: value, ...toCounts(one), percentage: share },
    })),
    status_classes: withShares(of("status")).map(({ value, share, requests }) => ({
      status_class: value === "-1" ? null : `${value}xx`,
      total_requests: requests,
      percentage: share,
    })),
    latency: toLatency(read.durations),
    top_errors: read.errors.map(({ requests, lastAtMs, ...error }) => ({
      ...{ ...error, total_requests: requests, last_at: new Date(lastAtMs).toISOString() },
    })),
  };
}

/** The most frequent first, then by name. */
export function byFrequency(a: RequestCounts, b: RequestCounts): number {
  return b.requests - a.requests || ((a.value ?? "") < (b.value ?? "") ? -1 : 1);
}

function toCounts({ requests, successful, failed, bytes, durationMs, durations }: Counts) {
  return {
    total_requests: requests,
    successful_requests: successful,
    failed_requests: failed,
    error_rate: percentOf(failed, successful + failed),
    total_bytes: toDecimal(bytes),
    avg_response_time_ms: divideDecimals(durationMs, durations),
  };
}

function percentileOf(
  { percentiles }: ReadRequests,
  group: RequestPercentile["group"],
  value: string | null,
  fraction: string,
) {
  const found = percentiles.find(
    (one) => one.group === group && one.value === value && one.fraction === fraction,
  );
  return found ? toDecimal(found.percentile) : null;
}

function toPercentiles(read: ReadRequests, group: RequestPercentile["group"], value: string | null) {
  return {
    p50_response_time_ms: percentileOf(read, group, value, "0.5"),
    p95_response_time_ms: percentileOf(read, group, value, "0.95"),
    p99_response_time_ms: percentileOf(read, group, value, "0.99"),
  };
}

function toSeries(
  read: ReadRequests,
  counts: readonly RequestCounts[],
  buckets: readonly Bucket[],
): Answer["series"] {
  const byPlace = new Map(counts.map((one) => [one.value, one]));
  return buckets.map(({ date }, place) => ({
    date,
    ...toCounts(byPlace.get(String(place)) ?? NONE),
    p95_response_time_ms: percentileOf(read, "bucket", String(place), "0.95"),
  }));
}

function withShares(counts: readonly RequestCounts[]) {
  const shares = percentages(counts.map(({ requests }) => Math.max(0, requests)));
  return counts.map((one, index) => ({ ...one, share: shares[index] ?? "0.00" }));
}

function toLatency({ bars }: RequestDurations): Answer["latency"] {
  return LATENCY_EDGES.map((edge, index) => {
    const next = LATENCY_EDGES[index + 1];
    return {
      from_ms: String(edge),
      to_ms: next === undefined ? null : String(next),
      total_requests: bars.get(index + 1) ?? 0,
    };
  });
}
