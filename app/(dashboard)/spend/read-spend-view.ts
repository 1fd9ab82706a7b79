import type { QueryClient } from "@tanstack/react-query";
import type { viewerContext } from "@/lib/auth/viewer";
import type { ResolvedView, UsageView } from "@/lib/domain/view/view";
import { budgetsQuery } from "@/lib/queries/alerts";
import {
  adviceQuery,
  spendChangesQuery,
  spendForecastQuery,
  spendLinesQuery,
  spendSeriesQuery,
  statementsQuery,
} from "@/lib/queries/spend";
import { isCompared, viewSpendQuery, viewSpendWholeQuery } from "@/lib/queries/view-queries";
import { getAdvice } from "@/lib/services/advice/get-advice";
import { listBudgets } from "@/lib/services/budgets/list-budgets";
import { getSpendChanges } from "@/lib/services/spend/get-spend-changes";
import { getSpendForecast } from "@/lib/services/spend/get-spend-forecast";
import { getSpendLines } from "@/lib/services/spend/get-spend-lines";
import { getSpendSeries } from "@/lib/services/spend/get-spend-series";
import { listStatements } from "@/lib/services/statements/list-statements";

type Context = Awaited<ReturnType<typeof viewerContext>>;

/** Reads what the view shows into the cache; a question that fails stays open, and its card asks again. */
export async function readSpendView(
  client: QueryClient,
  context: Context,
  view: ResolvedView,
  { cumulative, chart }: Pick<UsageView, "cumulative" | "chart">,
): Promise<void> {
  const isOverlaid = cumulative && chart === "bar";
  const isCumulative = cumulative && !isOverlaid;
  const series = [
    viewSpendQuery(view, isCumulative),
    ...(isOverlaid ? [viewSpendWholeQuery(view, true)] : []),
    ...(isCompared(view) ? [viewSpendWholeQuery(view, isCumulative)] : []),
  ].map((query) =>
    client.fetchQuery({
      ...spendSeriesQuery(query),
      queryFn: () => getSpendSeries(context, query),
      retry: false,
    }),
  );
  await Promise.allSettled([
    ...series,
    client.fetchQuery({ ...adviceQuery(), queryFn: () => getAdvice(context), retry: false }),
    client.fetchQuery({ ...budgetsQuery(), queryFn: () => listBudgets(context), retry: false }),
    client.fetchQuery({
      ...spendLinesQuery("current"),
      queryFn: () => getSpendLines(context, { period: "current" }),
      retry: false,
    }),
    client.fetchQuery({
      ...spendForecastQuery(),
      queryFn: () => getSpendForecast(context, {}),
      retry: false,
    }),
    client.fetchQuery({
      ...spendChangesQuery(),
      queryFn: () => getSpendChanges(context, { compare: "previous" }),
      retry: false,
    }),
    client.fetchQuery({
      ...statementsQuery(),
      queryFn: () => listStatements(context, { page: 1, limit: 12 }),
      retry: false,
    }),
  ]);
}
