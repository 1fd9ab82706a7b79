"use client";

import { useId } from "react";
import { Amount } from "@/components/charts/amount";
import { DeltaBadge } from "@/components/charts/delta-badge";
import { moneyFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import { Card } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { Skeleton } from "@/components/ui/skeleton";
import { cardStatus } from "@/components/usage/card-status";
import type { SpendChanges } from "@/lib/contracts/spend-changes";
import type { SpendForecast } from "@/lib/contracts/spend-forecast";
import { dateIn } from "@/lib/domain/time-zone";
import { formatChange } from "@/lib/format-change";
import { formatDayRange } from "@/lib/format-time";
import { useSpendChanges, useSpendForecast } from "@/lib/queries/spend";

/** The period so far as one number, what it will come to, and how it stands against the same days before. */
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
        {forecast.data && <Figures id={id} forecast={forecast.data} changes={changes.data} />}
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
  const { organization } = useView();
  const format = moneyFormat(forecast.currency);
  const total = changes?.totals.find(({ currency }) => currency === forecast.currency);
  const days = (from: string, to: string) =>
    formatDayRange(
      dateIn(Date.parse(from), organization.timezone),
      dateIn(Date.parse(to) - 1, organization.timezone),
    );
  return (
    <div className="flex flex-col gap-3 p-4">
      <div className="flex flex-wrap gap-x-10 gap-y-4">
        <div>
          <h2 id={id} className="text-sm font-medium">
            Spend so far this period
          </h2>
          <p className="mt-0.5 flex flex-wrap items-center gap-2">
            <span className="text-3xl font-semibold tracking-tight" data-testid="spent">
              <Amount value={forecast.spent} format={format} />
            </span>
            {total && changes && (
              <DeltaBadge
                change={formatChange(total.current_amount, total.previous_amount)}
                against={days(changes.meta.compare.from, changes.meta.compare.to)}
                meaning="cost"
              />
            )}
          </p>
          <p className="text-xs text-axis">{days(forecast.period_start, forecast.period_end)}</p>
        </div>
        <Figure label="Projected end of period" value={format.compact(forecast.projected_total)}>
          {forecast.low === forecast.high
            ? METHOD_WORDS[forecast.method]
            : `${format.compact(forecast.low)} to ${format.compact(forecast.high)}`}
        </Figure>
        {total && changes && (
          <Figure label="Same days before" value={format.compact(total.previous_amount)}>
            {days(changes.meta.compare.from, changes.meta.compare.to)}
          </Figure>
        )}
      </div>
      <p className="text-xs text-axis">Usage at list prices: before tax, minimums, discounts and credits.</p>
    </div>
  );
}

const METHOD_WORDS = {
  seasonal_exponential_smoothing: "learned from the last 90 days",
  linear: "at the pace so far",
  none: "nothing that grows is used",
};

function Figure({ label, value, children }: { label: string; value: string; children: string }) {
  return (
    <div>
      <p className="text-sm font-medium">{label}</p>
      <p className="mt-0.5 text-xl font-semibold tracking-tight">{value}</p>
      <p className="text-xs text-axis">{children}</p>
    </div>
  );
}
