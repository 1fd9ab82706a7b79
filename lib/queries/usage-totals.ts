import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { fetchUsageTotals } from "@/lib/api/fetch-usage-totals";
import type { UsageTotalsQuery } from "@/lib/contracts/usage-totals";
import { addDays } from "@/lib/domain/calendar";
import { freshness } from "@/lib/queries/freshness";

export const usageTotalsQuery = (query: UsageTotalsQuery) =>
  queryOptions({
    queryKey: ["usage-totals", query],
    queryFn: ({ signal }) => fetchUsageTotals(query, signal),
    placeholderData: keepPreviousData,
    ...freshness(endOf(query)),
  });

/** A local midnight is the end of the day before it; anything else is an instant of its own. */
function endOf({ period_end, timezone }: UsageTotalsQuery) {
  if (period_end === undefined) return { timezone };
  return /(Z|[+-]\d{2}:\d{2})$/.test(period_end)
    ? { to: period_end }
    : { end_date: addDays(period_end.slice(0, 10), -1), timezone };
}

export const useUsageTotals = (query: UsageTotalsQuery, enabled = true) =>
  useQuery({ ...usageTotalsQuery(query), enabled });
