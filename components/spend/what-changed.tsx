"use client";

import { useId } from "react";
import { moneyFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CardState } from "@/components/ui/card-state";
import { Skeleton } from "@/components/ui/skeleton";
import { cardStatus } from "@/components/usage/card-status";
import type { SpendChanges } from "@/lib/contracts/spend-changes";
import { dateIn } from "@/lib/domain/time-zone";
import { formatDayRange } from "@/lib/format-time";
import { useSpendChanges } from "@/lib/queries/spend";

const MOST = 3;

/** The largest reasons why this period costs more or less than the same days before. */
export function WhatChanged() {
  const answer = useSpendChanges();
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id}>What changed</CardTitle>
      </CardHeader>
      <CardState
        state={cardStatus(answer)}
        subject="changes"
        skeleton={<Skeleton className="m-4 h-24" />}
        className="min-h-32"
      >
        {answer.data && <Reasons changes={answer.data} />}
      </CardState>
    </Card>
  );
}

function Reasons({ changes: { changes, totals, meta } }: { changes: SpendChanges }) {
  const { organization } = useView();
  const day = (at: number) => dateIn(at, organization.timezone);
  const before = formatDayRange(day(Date.parse(meta.compare.from)), day(Date.parse(meta.compare.to) - 1));
  const shown = changes.filter(({ difference }) => difference !== "0").slice(0, MOST);
  return (
    <CardBody className="flex flex-col gap-3 text-sm">
      {totals.map(({ currency, difference }) => (
        <p key={currency}>
          <span className="font-medium">{signed(difference, currency)}</span> against {before}
        </p>
      ))}
      {shown.length === 0 && <p className="text-axis">Nothing changed against {before}.</p>}
      <ul className="flex flex-col gap-2">
        {shown.map((one) => (
          <li key={`${one.usage_type} ${one.currency}`}>
            <span className="font-medium">
              {one.label} {signed(one.difference, one.currency)}
            </span>
            <span className="block text-xs text-axis">{partWords(one)}</span>
          </li>
        ))}
      </ul>
    </CardBody>
  );
}

const PARTS = ["volume", "price", "mix"] as const;
const WORDS = { volume: "by volume", price: "by price", mix: "by mix of tiers and fixed amounts" };

/** The parts that add up to a difference; what has no quantity can only have a fixed amount, or another price. */
function partWords(change: SpendChanges["changes"][number]): string {
  const isFixed = change.previous_quantity === "0" && change.current_quantity === "0";
  const words = isFixed ? { ...WORDS, mix: "as a fixed amount" } : WORDS;
  return PARTS.filter((part) => change[part] !== "0")
    .map((part) => `${signed(change[part], change.currency)} ${words[part]}`)
    .join(", ");
}

function signed(amount: string, currency: string): string {
  const text = moneyFormat(currency).cell(amount);
  return amount.startsWith("-") || amount === "0" ? text : `+${text}`;
}
