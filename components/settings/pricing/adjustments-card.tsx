"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CardCell, type CardColumn, CardRow, CardRowHead, CardTable } from "@/components/ui/card-table";
import { Dialog } from "@/components/ui/dialog";
import { LatePart } from "@/components/ui/late-part";
import { onDemand } from "@/components/ui/on-demand";
import { toast } from "@/components/ui/toast-store";
import type { AdjustmentAnswer } from "@/lib/contracts/adjustments";
import { dateIn } from "@/lib/domain/time-zone";
import { formatMoney } from "@/lib/format-money";
import { formatDay } from "@/lib/format-time";
import { useAdjustmentDelete, useAdjustments, useSubscription } from "@/lib/queries/pricing";
import { PricingCard, statusOf } from "./pricing-card";
import { dayIn } from "./zone-days";

const AdjustmentDialog = onDemand(() =>
  import("./adjustment-dialog").then((module) => module.AdjustmentDialog),
);

const COLUMNS: readonly CardColumn[] = ["What", "Left", "Reason", "When"];

export type AdjustmentsCardProps = { timezone: string; currency: string; editable: boolean };

/** Credits and discounts: what comes off a period's total. */
export function AdjustmentsCard({ timezone, currency, editable }: AdjustmentsCardProps) {
  const [adjustments, held] = [useAdjustments(), useSubscription()];
  const [adding, setAdding] = useState(false);
  const remove = useAdjustmentDelete();
  const now = new Date(adjustments.dataUpdatedAt).toISOString();
  const since = held.data?.period_start ?? "";
  const state = statusOf([adjustments, held], "Credits and discounts could not be read.");
  const takeBack = (id: string) =>
    remove.mutate(id, {
      onSuccess: () => toast({ title: "Taken back", tone: "success" }),
      onError: (error) => toast({ title: error.message, tone: "critical" }),
    });
  const isEmpty = adjustments.data?.adjustments.length === 0;
  const add = (
    <Button size="sm" onClick={() => setAdding(true)}>
      <Plus aria-hidden /> Add
    </Button>
  );
  return (
    <>
      <PricingCard
        title="Credits and discounts"
        subject="credits and discounts"
        state={isEmpty ? { status: "empty", reason: "Nothing comes off the total of a period." } : state}
        actions={editable && add}
      >
        <CardTable
          label="Credits and discounts"
          columns={editable ? [...COLUMNS, { name: "Actions", hidden: true }] : COLUMNS}
        >
          {adjustments.data?.adjustments.map((one) => (
            <Row
              key={one.id}
              {...{ one, timezone, now }}
              {...(editable ? { isOpen: one.valid_from >= since, onTakeBack: () => takeBack(one.id) } : {})}
            />
          ))}
        </CardTable>
      </PricingCard>
      {/* Beside the card: one without rows shows why instead of what it holds. */}
      <Dialog open={adding} onOpenChange={setAdding}>
        <LatePart onMissing={() => setAdding(false)}>
          {adding && <AdjustmentDialog {...{ currency, timezone }} onDone={() => setAdding(false)} />}
        </LatePart>
      </Dialog>
    </>
  );
}

type RowProps = {
  one: AdjustmentAnswer;
  timezone: string;
  now: string;
  isOpen?: boolean;
  onTakeBack?: () => void;
};

function Row({ one, timezone, now, isOpen, onTakeBack }: RowProps) {
  const { kind, amount, remaining, percent, currency, reason } = one;
  const money = (text: string | null) => formatMoney(text, currency, "table");
  const what = kind === "credit" ? `${money(amount)} credit` : `${percent} % discount`;
  return (
    <CardRow>
      <CardRowHead>{what}</CardRowHead>
      <CardCell label="Left" isEmpty={remaining === null}>
        {remaining === "0" ? "Used up" : money(remaining)}
      </CardCell>
      <CardCell label="Reason" className="wrap-anywhere">
        {reason}
      </CardCell>
      <CardCell label="When">{whenWords(one, timezone, now)}</CardCell>
      {onTakeBack && (
        <CardCell label={null} isEmpty={!isOpen} className="@3xl:text-right">
          {isOpen && (
            <Button size="sm" variant="ghost" className="@max-3xl:-ml-2.5" onClick={onTakeBack}>
              Take back<span className="sr-only"> {what}</span>
            </Button>
          )}
        </CardCell>
      )}
    </CardRow>
  );
}

/** "From 1 Nov 2026 to 30 Nov 2026": both days included; said where it is over. */
function whenWords({ valid_from, valid_until }: AdjustmentAnswer, timezone: string, now: string): string {
  const day = (instant: number) => formatDay(dateIn(instant, timezone), { year: true });
  const until = valid_until === null ? "" : ` to ${day(Date.parse(valid_until) - 1)}`;
  const ended = valid_until !== null && valid_until <= now ? ", ended" : "";
  const isForEver = dayIn(valid_from, timezone) <= "2000-01-01";
  return `${isForEver ? "Always" : `From ${day(Date.parse(valid_from))}`}${until}${ended}`;
}
