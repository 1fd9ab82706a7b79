"use client";

import { useId } from "react";
import { Amount } from "@/components/charts/amount";
import { DeltaBadge } from "@/components/charts/delta-badge";
import { moneyFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import { BudgetBar } from "@/components/spend/budget-bar";
import { daysWords } from "@/components/spend/prepare/line-words";
import { Card } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { Skeleton } from "@/components/ui/skeleton";
import { cardStatus } from "@/components/usage/card-status";
import type { SpendChanges } from "@/lib/contracts/spend-changes";
import type { SpendForecast } from "@/lib/contracts/spend-forecast";
import { formatChange } from "@/lib/format-change";
import { useSpendChanges, useSpendForecast } from "@/lib/queries/spend";

/** The period so far as one number, what it will come to, how it stands against the one before, and its limits. */
export function SpendSummary() {
  const forecast = useSpendForecast();
  const changes = useSpendChanges();
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardState
        state={cardStatus(forecast)}
        subject="spend"
        skeleton={<Skeleton className="m-4 h-24" />}
        className="min-h-32"
      >
        {forecast.data && (
          <div className="flex flex-col gap-4 p-4">
            <Figures id={id} forecast={forecast.data} changes={changes.data} />
            <BudgetBar projected={forecast.data.projected_total} />
            <p className="text-xs text-axis">
              Usage at list prices: before tax, minimums, discounts and credits.
            </p>
          </div>
        )}
      </CardState>
    </Card>
  );
}

interface FiguresProps {
  id: string;
  forecast: SpendForecast;
  changes: SpendChanges | undefined;
}

function Figures({ id, forecast, changes }: FiguresProps) {
  const { timezone } = useView().organization;
  const format = moneyFormat(forecast.currency);
  const total = changes?.totals.find(({ currency }) => currency === forecast.currency);
  const compared = changes && daysWords(changes.meta.compare.from, changes.meta.compare.to, timezone);
  return (
    <div className="flex flex-wrap gap-x-10 gap-y-4">
      <div>
        <h2 id={id} className="text-sm font-medium">
          Spend so far this period
        </h2>
        <p className="mt-0.5 flex flex-wrap items-center gap-2">
          <span className="text-3xl font-semibold tracking-tight" data-testid="spent">
            <Amount value={forecast.spent} format={format} />
          </span>
          {total && compared && (
            <DeltaBadge
              change={formatChange(total.current_amount, total.previous_amount)}
              against={compared}
              meaning="cost"
            />
          )}
        </p>
        <p className="text-xs text-axis">{daysWords(forecast.period_start, forecast.period_end, timezone)}</p>
      </div>
      <Figure label="Projected end of period" value={format.compact(forecast.projected_total)}>
        {rangeWords(forecast)}
      </Figure>
      {compared && (
        <Figure label="Previous period at the same day" value={format.compact(total?.previous_amount ?? "0")}>
          {compared}
        </Figure>
      )}
    </div>
  );
}

const METHOD_WORDS = {
  seasonal_exponential_smoothing: "learned from the last 90 days",
  linear: "at the pace so far",
  none: "nothing that grows is used",
};

/** "$150.00 to $190.00, learned from the last 90 days" */
function rangeWords({ low, high, method, currency }: SpendForecast): string {
  if (low === high) return METHOD_WORDS[method];
  const format = moneyFormat(currency);
  return `${format.compact(low)} to ${format.compact(high)}, ${METHOD_WORDS[method]}`;
}

function Figure({ label, value, children }: { label: string; value: string; children: string }) {
  return (
    <div>
      <p className="text-sm font-medium">{label}</p>
      <p className="mt-0.5 text-xl font-semibold tracking-tight">{value}</p>
      <p className="text-xs text-axis">{children}</p>
    </div>
  );
}
