import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import {
  fetchAdvice,
  fetchSpendChanges,
  fetchSpendForecast,
  fetchSpendLines,
  fetchSpendSeries,
  fetchStatements,
} from "@/lib/api/spend";
import type { SpendLinesQuery } from "@/lib/contracts/spend-lines";
import type { SpendSeriesQuery } from "@/lib/contracts/spend-series";
import { freshness } from "@/lib/queries/freshness";

const LIVE = freshness({});
const ADVICE_STALE_MS = 600_000;

export const spendSeriesQuery = (query: SpendSeriesQuery) =>
  queryOptions({
    queryKey: ["spend-series", query],
    queryFn: ({ signal }) => fetchSpendSeries(query, signal),
    placeholderData: keepPreviousData,
    ...freshness(query),
  });
export const spendLinesQuery = (period: SpendLinesQuery["period"]) =>
  queryOptions({
    queryKey: ["spend-lines", period],
    queryFn: ({ signal }) => fetchSpendLines({ period }, signal),
    placeholderData: keepPreviousData,
    ...LIVE,
  });
export const spendForecastQuery = () =>
  queryOptions({
    queryKey: ["spend-forecast"],
    queryFn: ({ signal }) => fetchSpendForecast({}, signal),
    ...LIVE,
  });
/** The current period so far against the same days before. */
export const spendChangesQuery = () =>
  queryOptions({
    queryKey: ["spend-changes"],
    queryFn: ({ signal }) => fetchSpendChanges({ compare: "previous" }, signal),
    ...LIVE,
  });
export const statementsQuery = () =>
  queryOptions({
    queryKey: ["statements"],
    queryFn: ({ signal }) => fetchStatements({ page: 1, limit: 12 }, signal),
    ...LIVE,
  });

/** From periods that ended: it changes when prices do, or when something came late. */
export const adviceQuery = () =>
  queryOptions({
    queryKey: ["advice"],
    queryFn: ({ signal }) => fetchAdvice(signal),
    staleTime: ADVICE_STALE_MS,
  });

export const useAdvice = () => useQuery(adviceQuery());
export const useSpendSeries = (query: SpendSeriesQuery, enabled = true) =>
  useQuery({ ...spendSeriesQuery(query), enabled });
export const useSpendLines = (period: SpendLinesQuery["period"]) => useQuery(spendLinesQuery(period));
/** The lines of a period that may not be known yet. */
export const useSpendLinesOf = (period: string | null) =>
  useQuery({ ...spendLinesQuery(period ?? "current"), enabled: period !== null });
export const useSpendForecast = () => useQuery(spendForecastQuery());
export const useSpendChanges = () => useQuery(spendChangesQuery());
export const useStatements = () => useQuery(statementsQuery());
