"use client";

import Big from "big.js";
import { crossingWords } from "@/components/alerts/prepare/crossing-words";
import { LimitBar } from "@/components/charts/limit-bar";
import { sharePercent } from "@/components/charts/prepare/limit-bar";
import { useView } from "@/components/filters/view-context";
import { PageLink } from "@/components/ui/page-link";
import type { BudgetAnswer, Budgets } from "@/lib/contracts/budgets";
import { formatPercent } from "@/lib/format";
import { formatMoney } from "@/lib/format-money";
import { useBudgets } from "@/lib/queries/alerts";
import { useSpendForecast } from "@/lib/queries/spend";

const PER = { day: "today", month: "this month", billing_period: "this billing period" } as const;

/** How spend stands against its budgets, and which limit is reached first, a quota or a budget. */
export function BudgetBar({ projected }: { projected: string }) {
  const { organization } = useView();
  const { data, dataUpdatedAt } = useBudgets(true);
  if (!data) return null;
  return (
    <div className="flex max-w-2xl flex-col gap-2 text-sm">
      {data.budgets.map((budget) => (
        <BudgetLine key={budget.period} budget={budget} projected={projected} />
      ))}
      <p className="text-xs text-axis">
        {data.budgets.length === 0 && "No budget is set. "}
        {data.first_crossing && (
          <FirstCrossing
            first={data.first_crossing}
            now={new Date(dataUpdatedAt)}
            timezone={organization.timezone}
          />
        )}
        <PageLink href="/alerts" className="text-link underline underline-offset-2">
          Budgets and quotas
        </PageLink>
      </p>
    </div>
  );
}

function BudgetLine({ budget, projected }: { budget: BudgetAnswer; projected: string }) {
  const { period, amount, used, currency, ratio, status } = budget;
  const spent = `${formatMoney(used, currency)} of ${formatMoney(amount, currency)} ${PER[period]}`;
  const share = ratio === null ? "" : `, ${formatPercent(sharePercent(ratio))}`;
  const pace =
    period === "billing_period" && new Big(amount).gt(0)
      ? `, on pace for ${formatPercent(sharePercent(new Big(projected).div(amount).toFixed()))}`
      : "";
  const words = `Budget: ${spent}${share}${pace}`;
  return (
    <div className="flex flex-col gap-1.5">
      <p>{words}</p>
      <LimitBar ratio={ratio ?? (used === "0" ? "0" : "2")} level={status} label={words} />
    </div>
  );
}

type FirstCrossingProps = { first: NonNullable<Budgets["first_crossing"]>; now: Date; timezone: string };

/** "Whichever first: …" */
function FirstCrossing({ first: { kind, usage_type, at }, now, timezone }: FirstCrossingProps) {
  const { data } = useSpendForecast();
  const name = data?.meters.find((meter) => meter.usage_type === usage_type)?.label ?? usage_type;
  const limit = kind === "budget" || name === null ? "the budget" : `the quota of ${name}`;
  return `Whichever first: ${limit} is reached ${crossingWords(at, now, timezone)}. `;
}
