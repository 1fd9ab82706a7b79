"use client";

import type { AlertMeter } from "./alert-meters";
import { BudgetCard } from "./budget-card";
import { DestinationsCard } from "./destinations-card";
import { HistoryCard } from "./history-card";
import { QuotasCard } from "./quotas-card";
import { RulesCard } from "./rules-card";

export interface AlertsViewProps {
  meters: readonly AlertMeter[];
  timezone: string;
  currency: string;
  mayEdit: boolean;
  /** Budgets are money, which not everybody sees. */
  seesMoney: boolean;
}

export function AlertsView({ meters, timezone, currency, mayEdit, seesMoney }: AlertsViewProps) {
  const names = new Map(meters.map(({ key, name }) => [key, name]));
  return (
    <div className="flex flex-col gap-4">
      {!mayEdit && (
        <p className="text-sm text-axis">Administrators of the organization change quotas and rules.</p>
      )}
      <QuotasCard {...{ timezone, mayEdit, names }} />
      {seesMoney && <BudgetCard {...{ timezone, currency, mayEdit, names }} />}
      <HistoryCard {...{ timezone, mayEdit }} />
      <RulesCard {...{ meters, timezone, currency, mayEdit }} />
      {mayEdit && <DestinationsCard />}
    </div>
  );
}
