import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { fetchUsageGranular } from "@/lib/api/fetch-usage-granular";
import type { UsageGranularQuery } from "@/lib/contracts/usage-granular";
import { freshness } from "@/lib/queries/freshness";

export const usageGranularQuery = (query: UsageGranularQuery) =>
  queryOptions({
    queryKey: ["usage-granular", query],
    queryFn: ({ signal }) => fetchUsageGranular(query, signal),
    placeholderData: keepPreviousData,
    ...freshness(query),
  });

export const useUsageGranular = (query: UsageGranularQuery) => useQuery(usageGranularQuery(query));
