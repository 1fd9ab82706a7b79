"use client";

import { type FormEvent, useState } from "react";
import { LimitBar } from "@/components/charts/limit-bar";
import { sharePercent } from "@/components/charts/prepare/limit-bar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast-store";
import type { BudgetAnswer, Budgets } from "@/lib/contracts/budgets";
import { exactNumber } from "@/lib/domain/exact-number";
import { formatPercent } from "@/lib/format";
import { formatMoney } from "@/lib/format-money";
import { useBudgets, useBudgetsPut } from "@/lib/queries/alerts";
import { crossingWords } from "./prepare/crossing-words";
import { PERIOD_LABELS, STATUS_WORDS } from "./prepare/limit-words";
import { queryStatus } from "./query-status";
import type { QuotasCardProps } from "./quotas-card";

/** The limits in money, and which limit is reached first, a quota or a budget. */
export function BudgetCard(props: QuotasCardProps & { currency: string }) {
  const { timezone, currency, mayEdit, names } = props;
  const query = useBudgets(true);
  const now = new Date(query.dataUpdatedAt);
  const { budgets = [], first_crossing } = query.data ?? {};
  const current = budgets.find(({ period }) => period === "billing_period");
  return (
    <Card aria-labelledby="budgets">
      <CardHeader>
        <CardTitle id="budgets">Budget</CardTitle>
      </CardHeader>
      <CardBody>
        <CardState
          state={queryStatus(query)}
          subject="budgets"
          skeleton={<Skeleton className="h-24 w-full" />}
          className="min-h-24"
        >
          <div className="flex flex-col gap-4">
            {budgets.length === 0 && <p className="text-sm text-axis">No budget is set.</p>}
            {budgets.map((budget) => (
              <BudgetLine key={budget.period} budget={budget} />
            ))}
            {first_crossing && (
              <p className="text-sm">
                Whichever first: {firstWords(first_crossing, names)} is reached{" "}
                {crossingWords(first_crossing.at, now, timezone)}.
              </p>
            )}
            {mayEdit && (
              <BudgetForm key={current?.amount} amount={current?.amount ?? ""} currency={currency} />
            )}
          </div>
        </CardState>
      </CardBody>
    </Card>
  );
}

function firstWords(
  { kind, usage_type, period }: NonNullable<Budgets["first_crossing"]>,
  names: QuotasCardProps["names"],
) {
  const per = PERIOD_LABELS[period].toLowerCase();
  if (kind === "budget" || usage_type === null) return `the budget per ${per}`;
  return `the quota of ${names.get(usage_type) ?? usage_type} per ${per}`;
}

function BudgetLine({ budget }: { budget: BudgetAnswer }) {
  const { period, amount, used, currency, ratio, status } = budget;
  const { word, tone } = STATUS_WORDS[status];
  const spent = `${formatMoney(used, currency)} of ${formatMoney(amount, currency)}`;
  return (
    <div className="flex max-w-xl flex-col gap-1.5">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <span className="font-medium">Per {PERIOD_LABELS[period].toLowerCase()}</span>
        <span>{spent}</span>
        {ratio !== null && <span className="text-axis">{formatPercent(sharePercent(ratio))}</span>}
        <Badge tone={tone}>{word}</Badge>
      </p>
      <LimitBar ratio={ratio ?? (used === "0" ? "0" : "2")} level={status} label={`Budget: ${spent}`} />
    </div>
  );
}

function BudgetForm({ amount, currency }: { amount: string; currency: string }) {
  const [text, setText] = useState(amount);
  const [refusal, setRefusal] = useState<string>();
  const put = useBudgetsPut();
  const save = (event: FormEvent) => {
    event.preventDefault();
    const sent = text.trim();
    if (sent !== "" && ("refusal" in exactNumber(sent) || sent.startsWith("-")))
      return setRefusal("The budget must be a number of 0 or more, such as 500.");
    setRefusal(undefined);
    put.mutate([{ period: "billing_period", amount: sent === "" ? null : sent }], {
      onSuccess: () => toast({ title: sent === "" ? "Budget removed" : "Budget saved", tone: "success" }),
      onError: () => toast({ title: "The budget could not be saved", tone: "critical" }),
    });
  };
  return (
    <form onSubmit={save} className="flex max-w-md flex-wrap items-end gap-2" noValidate>
      <Field
        className="min-w-48 flex-1"
        label={`Budget per billing period in ${currency}`}
        inputMode="decimal"
        value={text}
        onChange={({ target }) => setText(target.value)}
        help="Empty removes it."
        {...(refusal === undefined ? {} : { error: refusal })}
      />
      <Button type="submit" disabled={put.isPending} className="mb-5">
        Save budget
      </Button>
    </form>
  );
}
