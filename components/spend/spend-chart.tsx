"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartSkeleton } from "@/components/charts/chart-skeleton";
import type { ChartMarks } from "@/components/charts/prepare/chart-marks";
import { sumOf } from "@/components/charts/prepare/exact-sum";
import { moneyFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import { limitsOf, markWords, momentsOf, reachedLine } from "@/components/spend/prepare/chart-marks";
import { spendSeriesOf, spentBefore } from "@/components/spend/prepare/spend-series";
import { CardState, type CardStatus } from "@/components/ui/card-state";
import { onDemand } from "@/components/ui/on-demand";
import { cardStatus } from "@/components/usage/card-status";
import { ChartMenu } from "@/components/usage/chart-menu";
import { comparisonOf } from "@/components/usage/prepare/earlier-usage";
import { useZoom } from "@/components/usage/use-zoom";
import type { BudgetAnswer } from "@/lib/contracts/budgets";
import type { SpendSeriesAnswer } from "@/lib/contracts/spend-series";
import { isEmptySelection } from "@/lib/domain/view/selection";
import { VIEW_DIMENSIONS } from "@/lib/domain/view/view";
import { useBudgets } from "@/lib/queries/alerts";
import { useSpendSeries } from "@/lib/queries/spend";
import { isCompared, viewSpendQuery, viewSpendWholeQuery } from "@/lib/queries/view-queries";

const SpendCsvItem = onDemand(() =>
  import("@/components/spend/spend-csv-item").then((module) => module.SpendCsvItem),
);
// The drawing code is large, and the server draws nothing.
const TimeSeriesChart = dynamic(
  () => import("@/components/charts/time-series-chart").then((module) => module.TimeSeriesChart),
  { ssr: false, loading: () => <ChartPlaceholder /> },
);

/**
 * Spend over time, one chart per currency, by meter unless another breakdown is chosen. Cumulative, bars stay those of
 * their days under a line of what the period has come to; areas, lines and the table are cumulative themselves.
 */
export function SpendChart() {
  const { view, resolved } = useView();
  const isOverlaid = view.cumulative && view.chart === "bar";
  const answer = useSpendSeries(viewSpendQuery(resolved, view.cumulative && !isOverlaid));
  const reached = useSpendSeries(viewSpendWholeQuery(resolved, true), isOverlaid);
  const whole = useSpendSeries(
    viewSpendWholeQuery(resolved, view.cumulative && !isOverlaid),
    isCompared(resolved),
  );
  const currencies = answer.data?.meta.currencies ?? [];
  const shown = currencies.length > 0 ? currencies : [answer.data?.meta.currency ?? "USD"];
  const state = cardStatus(answer);
  return shown.map((currency) => (
    <CurrencyChart
      key={currency}
      {...{ currency, state }}
      data={answer.data}
      whole={isCompared(resolved) ? whole.data : undefined}
      reached={isOverlaid ? reached.data : undefined}
      single={shown.length === 1}
    />
  ));
}

interface CurrencyChartProps {
  currency: string;
  data: SpendSeriesAnswer | undefined;
  reached: SpendSeriesAnswer | undefined;
  /** Without a breakdown, where the view is compared. */
  whole: SpendSeriesAnswer | undefined;
  state: CardStatus;
  single: boolean;
}

function CurrencyChart({ currency, data, reached, whole, state, single }: CurrencyChartProps) {
  const { view, resolved, change } = useView();
  const series = useMemo(() => spendSeriesOf(data?.results ?? [], currency), [data, currency]);
  const compared = useMemo(
    () => comparisonOf(data?.meta, spentBefore(whole?.results ?? [], currency)),
    [data, whole, currency],
  );
  const zoom = useZoom();
  const budgets = useShownBudgets(currency);
  const { interval } = resolved;
  const { cumulative } = view;
  const marks = useMemo<ChartMarks>(
    () => ({
      moments: momentsOf(data?.meta.marks ?? [], data?.meta.buckets ?? [], interval),
      limits: limitsOf(budgets, { interval, cumulative }),
      line: reachedLine(reached, currency),
    }),
    [data, reached, budgets, interval, cumulative, currency],
  );
  const isEmpty = data !== undefined && series.length === 0;
  const isWhole = cumulative && view.chart !== "bar";
  const title = `Spend${isWhole ? ", cumulative" : ""}${single ? "" : ` in ${currency}`}`;
  return (
    <TimeSeriesChart
      title={title}
      format={moneyFormat(currency)}
      interval={interval}
      buckets={data?.meta.buckets ?? NO_BUCKETS}
      series={series}
      total={sumOf(series, (one) => one.total) ?? "0"}
      state={isEmpty ? { status: "empty", reason: "Nothing was spent in this view." } : state}
      kind={view.chart}
      onKindChange={(chart) => change({ chart })}
      stacked={view.stack}
      hidden={view.hidden}
      onHiddenChange={(hidden) => change({ hidden })}
      knownKeys={series.map(({ key }) => key)}
      asOf={data?.meta.as_of ?? null}
      marks={marks}
      hint={zoom.onBucketSelect && "Click or drag to zoom in"}
      onBucketSelect={zoom.onBucketSelect}
      onSpanSelect={zoom.onSpanSelect}
      badge={zoom.undo}
      showValues={view.values}
      scale={view.scale}
      compared={compared}
      meaning="cost"
      menu={
        <ChartMenu
          dataset="spend"
          cumulativeLabel="Cumulative in the billing period"
          csv={<SpendCsvItem data={data} currency={currency} />}
        />
      }
      notes={
        <>
          {isWhole && <p>What each billing period has come to; the total is that of the range</p>}
          {markWords(marks, budgets).map((words) => (
            <p key={words}>{words}</p>
          ))}
        </>
      }
    />
  );
}

/** The budgets that the whole picture counts against: those of its currency, while no filter narrows it. */
function useShownBudgets(currency: string): readonly BudgetAnswer[] {
  const { resolved } = useView();
  const { data } = useBudgets(true);
  const isWhole = VIEW_DIMENSIONS.every((dimension) => isEmptySelection(resolved[dimension]));
  return useMemo(
    () => (isWhole ? (data?.budgets ?? []).filter((one) => one.currency === currency) : NO_BUDGETS),
    [data, isWhole, currency],
  );
}

const NO_BUCKETS: readonly never[] = [];
const NO_BUDGETS: readonly never[] = [];

function ChartPlaceholder() {
  return (
    <ChartFrame id="spend-chart" title="Spend" format={moneyFormat("USD")}>
      <div className="px-4 pt-3 pb-12">
        <CardState
          state={{ status: "loading" }}
          subject="spend"
          skeleton={<ChartSkeleton />}
          className="h-60 sm:h-80"
        >
          {null}
        </CardState>
      </div>
    </ChartFrame>
  );
}
