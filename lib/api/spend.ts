import { call } from "@/lib/api/call";
import { type Advice, advice } from "@/lib/contracts/advice";
import { type SpendChanges, type SpendChangesQuery, spendChanges } from "@/lib/contracts/spend-changes";
import { type SpendForecast, type SpendForecastQuery, spendForecast } from "@/lib/contracts/spend-forecast";
import { type SpendLines, type SpendLinesQuery, spendLines } from "@/lib/contracts/spend-lines";
import { type SpendSeriesAnswer, type SpendSeriesQuery, spendSeries } from "@/lib/contracts/spend-series";
import { type Statements, type StatementsQuery, statements } from "@/lib/contracts/statements";

export const fetchSpendSeries = (query: SpendSeriesQuery, signal?: AbortSignal): Promise<SpendSeriesAnswer> =>
  call(spendSeries, query, signal);
export const fetchSpendLines = (query: SpendLinesQuery, signal?: AbortSignal): Promise<SpendLines> =>
  call(spendLines, query, signal);
export const fetchSpendForecast = (query: SpendForecastQuery, signal?: AbortSignal): Promise<SpendForecast> =>
  call(spendForecast, query, signal);
export const fetchSpendChanges = (query: SpendChangesQuery, signal?: AbortSignal): Promise<SpendChanges> =>
  call(spendChanges, query, signal);
export const fetchStatements = (query: StatementsQuery, signal?: AbortSignal): Promise<Statements> =>
  call(statements, query, signal);
export const fetchAdvice = (signal?: AbortSignal): Promise<Advice> => call(advice, {}, signal);
