import { call } from "@/lib/api/call";
import { type UsageSeries, type UsageSeriesQuery, usageSeries } from "@/lib/contracts/usage-series";

export function fetchUsageSeries(query: UsageSeriesQuery, signal?: AbortSignal): Promise<UsageSeries> {
  return call(usageSeries, query, signal);
}
