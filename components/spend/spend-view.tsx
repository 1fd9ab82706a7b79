"use client";

import { useMemo } from "react";
import { FilterBar } from "@/components/filters/filter-bar";
import { useView, ViewProvider } from "@/components/filters/view-context";
import { PageFrame } from "@/components/shell/page-frame";
import { AdviceCard } from "@/components/spend/advice-card";
import { SpendAsOf } from "@/components/spend/spend-as-of";
import { SpendChart } from "@/components/spend/spend-chart";
import { SpendLinesCard } from "@/components/spend/spend-lines-card";
import { SpendSummary } from "@/components/spend/spend-summary";
import { StatementsCard } from "@/components/spend/statements-card";
import { SPEND_DEFAULTS } from "@/components/spend/view-defaults";
import { WhatChanged } from "@/components/spend/what-changed";
import type { ViewOrganization } from "@/lib/domain/view/view";
import { useSpendForecast } from "@/lib/queries/spend";

export interface SpendViewProps {
  organization: ViewOrganization;
  /** When the server rendered the page. */
  renderedAt: string;
}

/** What the organization spends, answer first: the period so far, its days, its lines, and why it changed. */
export function SpendView({ organization, renderedAt }: SpendViewProps) {
  return (
    <ViewProvider organization={organization} renderedAt={renderedAt} defaults={SPEND_DEFAULTS}>
      <SpendPage />
    </ViewProvider>
  );
}

function SpendPage() {
  const { view } = useView();
  const forecast = useSpendForecast();
  const names = useMemo(
    () => new Map(forecast.data?.meters.map((meter) => [meter.usage_type, meter.label])),
    [forecast.data],
  );
  return (
    <PageFrame title="Spend" actions={<SpendAsOf />}>
      <SpendSummary />
      <FilterBar names={{ type: names }} />
      <SpendChart key={String(view.cumulative)} />
      <SpendLinesCard />
      <div className="grid gap-4 lg:grid-cols-2">
        <WhatChanged />
        <StatementsCard />
      </div>
      <AdviceCard />
    </PageFrame>
  );
}
