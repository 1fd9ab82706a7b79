"use client";

import { useId, useState } from "react";
import { useView } from "@/components/filters/view-context";
import { LinesDownload } from "@/components/spend/lines-download";
import { SpendLinesTable } from "@/components/spend/spend-lines-table";
import { useBefore } from "@/components/spend/use-before";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { PageLink } from "@/components/ui/page-link";
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
  const bill = answer.data;
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id} className="flex-1">
          Lines of the billing period
        </CardTitle>
        {bill && <StatusBadge bill={bill} />}
        <Segmented label="Billing period" options={PERIODS} value={period} onValueChange={setPeriod} />
        <LinesDownload period={period} format="csv" label="CSV" />
        <LinesDownload period={period} format="focus" label="FOCUS 1.2" />
      </CardHeader>
      <CardState
        state={cardStatus(answer)}
        subject="lines"
        skeleton={<Skeleton className="m-4 h-40" />}
        className="min-h-48 pt-2"
      >
        {bill && <Blocks bill={bill} period={period} />}
      </CardState>
    </Card>
  );
}

/** A closed period leads to its statement. */
function StatusBadge({ bill }: { bill: SpendLines }) {
  if (bill.statement === null) return <Badge tone="neutral">Open, as of now</Badge>;
  return (
    <PageLink
      href={`/statements/${bill.statement}`}
      className="text-sm text-link underline underline-offset-2"
    >
      Closed: see the statement
    </PageLink>
  );
}

function Blocks({ bill, period }: { bill: SpendLines; period: Period }) {
  const { organization } = useView();
  const beforeIn = useBefore(period, bill);
  return (
    <>
      {[bill, ...bill.other_currencies].map((block) => (
        <SpendLinesTable
          key={block.currency}
          block={block}
          timezone={organization.timezone}
          period={bill}
          beforeOf={beforeIn(block.currency)}
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
