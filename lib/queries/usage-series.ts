import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { fetchUsageSeries } from "@/lib/api/fetch-usage-series";
import type { UsageSeriesQuery } from "@/lib/contracts/usage-series";
import { freshness } from "@/lib/queries/freshness";

export const usageSeriesQuery = (query: UsageSeriesQuery) =>
  queryOptions({
    queryKey: ["usage-series", query],
    queryFn: ({ signal }) => fetchUsageSeries(query, signal),
    placeholderData: keepPreviousData,
    ...freshness(query),
  });

export const useUsageSeries = (query: UsageSeriesQuery, enabled = true) =>
  useQuery({ ...usageSeriesQuery(query), enabled });
