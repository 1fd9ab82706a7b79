import { call } from "@/lib/api/call";
import type { Advice } from "@/lib/contracts/advice";
import type { SpendChanges, SpendChangesQuery } from "@/lib/contracts/spend-changes";
import type { SpendForecast, SpendForecastQuery } from "@/lib/contracts/spend-forecast";
import type { SpendLines, SpendLinesQuery } from "@/lib/contracts/spend-lines";
import type { SpendSeriesAnswer, SpendSeriesQuery } from "@/lib/contracts/spend-series";
import type { Statements, StatementsQuery } from "@/lib/contracts/statements";

const advice = async () => (await import("@/lib/contracts/advice")).advice;
const spendChanges = async () => (await import("@/lib/contracts/spend-changes")).spendChanges;
const spendForecast = async () => (await import("@/lib/contracts/spend-forecast")).spendForecast;
const spendLines = async () => (await import("@/lib/contracts/spend-lines")).spendLines;
const spendSeries = async () => (await import("@/lib/contracts/spend-series")).spendSeries;
const statements = async () => (await import("@/lib/contracts/statements")).statements;

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
