"use client";

import { type ReactNode, useId } from "react";
import { quantityFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import { PlanComparison } from "@/components/spend/plan-comparison";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { Skeleton } from "@/components/ui/skeleton";
import { cardStatus } from "@/components/usage/card-status";
import type { Advice } from "@/lib/contracts/advice";
import { dateIn } from "@/lib/domain/time-zone";
import { formatChange } from "@/lib/format-change";
import { formatMoney } from "@/lib/format-money";
import { formatDay } from "@/lib/format-time";
import { useAdvice } from "@/lib/queries/spend";

/** The plan that would have been cheapest with its calculation, meters that are idle, and those that grow most. */
export function AdviceCard() {
  const answer = useAdvice();
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id}>Advice</CardTitle>
      </CardHeader>
      <CardState
        state={cardStatus(answer)}
        subject="advice"
        skeleton={<Skeleton className="m-4 h-40" />}
        className="min-h-48"
      >
        {answer.data && <Body advice={answer.data} />}
      </CardState>
    </Card>
  );
}

function Body({ advice }: { advice: Advice }) {
  const { timezone } = useView().organization;
  const since = dateIn(Date.parse(advice.periods[0]?.period_start ?? advice.meta.from), timezone);
  return (
    <CardBody className="flex flex-col gap-5 text-sm">
      <Part title={planWords(advice)}>
        <PlanComparison advice={advice} timezone={timezone} />
      </Part>
      <div className="grid gap-5 lg:grid-cols-2">
        <Part title="Growing most, last period against the one before">
          {advice.top_growth.length === 0 && <p className="text-axis">No meter was used more than before.</p>}
          <ul className="flex flex-col gap-1">
            {advice.top_growth.map((one) => (
              <li key={one.usage_type}>
                {one.label} <span className="font-medium">{formatChange(one.last, one.previous).text}</span>
                <span className="text-axis">
                  {" "}
                  ({quantityFormat(one.unit).compact(one.previous)} to{" "}
                  {quantityFormat(one.unit).compact(one.last)})
                </span>
              </li>
            ))}
          </ul>
        </Part>
        <Part title={`Meters without an event since ${formatDay(since)}`}>
          <p className={advice.idle_meters.length === 0 ? "text-axis" : undefined}>
            {advice.idle_meters.map(({ label }) => label).join(", ") || "None: every meter is used."}
          </p>
        </Part>
      </div>
    </CardBody>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="font-medium">{title}</h3>
      {children}
    </section>
  );
}

/** "Starter would have cost $100.00 less than Free over the last 3 periods" */
function planWords({ plans, saving, meta, periods }: Advice): string {
  const current = plans.find((plan) => plan.current)?.name ?? "The current plan";
  const [cheapest] = plans;
  const over = `over the last ${periods.length} periods`;
  if (!cheapest || cheapest.current || saving === "0") return `${current} is the cheapest plan ${over}`;
  return `${cheapest.name} would have cost ${formatMoney(saving, meta.currency, "table")} less than ${current} ${over}`;
}
