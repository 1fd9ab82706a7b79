import { call } from "@/lib/api/call";
import type { UsageSeries, UsageSeriesQuery } from "@/lib/contracts/usage-series";

const usageSeries = async () => (await import("@/lib/contracts/usage-series")).usageSeries;

export function fetchUsageSeries(query: UsageSeriesQuery, signal?: AbortSignal): Promise<UsageSeries> {
  return call(usageSeries, query, signal);
}
