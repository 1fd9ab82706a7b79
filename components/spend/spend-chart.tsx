"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartSkeleton } from "@/components/charts/chart-skeleton";
import { sumOf } from "@/components/charts/prepare/exact-sum";
import { moneyFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import { spendSeriesOf } from "@/components/spend/prepare/spend-series";
import { SpendChartMenu } from "@/components/spend/spend-chart-menu";
import { CardState, type CardStatus } from "@/components/ui/card-state";
import { cardStatus } from "@/components/usage/card-status";
import type { SpendSeriesAnswer } from "@/lib/contracts/spend-series";
import { useSpendSeries } from "@/lib/queries/spend";
import { viewSpendQuery } from "@/lib/queries/view-queries";

// The drawing code is large, and the server draws nothing.
const TimeSeriesChart = dynamic(
  () => import("@/components/charts/time-series-chart").then((module) => module.TimeSeriesChart),
  { ssr: false, loading: () => <ChartPlaceholder /> },
);

/** Spend over time, one chart per currency, by meter unless another breakdown is chosen. */
export function SpendChart() {
  const { view, resolved } = useView();
  const answer = useSpendSeries(viewSpendQuery(resolved, view.cumulative));
  const currencies = answer.data?.meta.currencies ?? [];
  const shown = currencies.length > 0 ? currencies : [answer.data?.meta.currency ?? "USD"];
  const state = cardStatus(answer);
  return shown.map((currency) => (
    <CurrencyChart key={currency} {...{ currency, state }} data={answer.data} single={shown.length === 1} />
  ));
}

interface CurrencyChartProps {
  currency: string;
  data: SpendSeriesAnswer | undefined;
  state: CardStatus;
  single: boolean;
}

function CurrencyChart({ currency, data, state, single }: CurrencyChartProps) {
  const { view, resolved, change } = useView();
  const series = useMemo(() => spendSeriesOf(data?.results ?? [], currency), [data, currency]);
  const isEmpty = data !== undefined && series.length === 0;
  const title = `Spend${view.cumulative ? ", cumulative" : ""}${single ? "" : ` in ${currency}`}`;
  return (
    <TimeSeriesChart
      title={title}
      format={moneyFormat(currency)}
      interval={resolved.interval}
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
      menu={<SpendChartMenu />}
      notes={view.cumulative && <p>What each billing period has come to; the total is that of the range</p>}
    />
  );
}

const NO_BUCKETS: readonly never[] = [];

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
