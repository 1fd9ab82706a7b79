"use client";

import { useId, useState } from "react";
import { moneyFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import { SpendLinesTable } from "@/components/spend/spend-lines-table";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { cardStatus } from "@/components/usage/card-status";
import type { SpendLines } from "@/lib/contracts/spend-lines";
import { useSpendLines } from "@/lib/queries/spend";

const PERIODS = [
  { value: "current", label: "This period" },
  { value: "previous", label: "Previous" },
] as const;
type Period = (typeof PERIODS)[number]["value"];

/** The lines of a billing period down to their tiers, and how they add up to its total. */
export function SpendLinesCard() {
  const [period, setPeriod] = useState<Period>("current");
  const answer = useSpendLines(period);
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id} className="flex-1">
          Lines of the billing period
        </CardTitle>
        {answer.data && (
          <Badge tone="neutral">{answer.data.status === "closed" ? "Closed" : "Open, as of now"}</Badge>
        )}
        <Segmented label="Billing period" options={PERIODS} value={period} onValueChange={setPeriod} />
        <Download period={period} format="csv" label="CSV" />
        <Download period={period} format="focus" label="FOCUS 1.2" />
      </CardHeader>
      <CardState
        state={cardStatus(answer)}
        subject="lines"
        skeleton={<Skeleton className="m-4 h-40" />}
        className="min-h-48 pt-2"
      >
        {answer.data && <Blocks bill={answer.data} />}
      </CardState>
    </Card>
  );
}

function Blocks({ bill }: { bill: SpendLines }) {
  const { organization } = useView();
  return (
    <>
      {[bill, ...bill.other_currencies].map((block) => (
        <SpendLinesTable
          key={block.currency}
          block={block}
          format={moneyFormat(block.currency)}
          timezone={organization.timezone}
        />
      ))}
      {bill.unpriced.length > 0 && (
        <p className="px-4 py-3 text-xs text-axis">
          Used without a price, so at no cost: {bill.unpriced.join(", ")}.
        </p>
      )}
    </>
  );
}

function Download({ period, format, label }: { period: Period; format: "csv" | "focus"; label: string }) {
  return (
    <Button asChild size="sm">
      <a href={`/api/billing/export?dataset=lines&format=${format}&period=${period}`} download>
        {label}
        <span className="sr-only"> file of the lines</span>
      </a>
    </Button>
  );
}
