"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { LatePart } from "@/components/ui/late-part";
import { onDemand } from "@/components/ui/on-demand";
import { Table, TableCell, TableHead, TableRow, TableScroll } from "@/components/ui/table";
import { toast } from "@/components/ui/toast-store";
import type { AdjustmentAnswer } from "@/lib/contracts/adjustments";
import { formatMoney } from "@/lib/format-money";
import { formatDay } from "@/lib/format-time";
import { useAdjustmentDelete, useAdjustments, useSubscription } from "@/lib/queries/pricing";
import { PricingCard, statusOf } from "./pricing-card";
import { dayIn } from "./zone-days";

const AdjustmentDialog = onDemand(() =>
  import("./adjustment-dialog").then((module) => module.AdjustmentDialog),
);

export type AdjustmentsCardProps = { timezone: string; currency: string; editable: boolean };

/** Credits and discounts: what comes off a period's total. */
export function AdjustmentsCard({ timezone, currency, editable }: AdjustmentsCardProps) {
  const [adjustments, held] = [useAdjustments(), useSubscription()];
  const [adding, setAdding] = useState(false);
  const remove = useAdjustmentDelete();
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
    <PricingCard
      title="Credits and discounts"
      subject="credits and discounts"
      state={isEmpty ? { status: "empty", reason: "Nothing comes off the total of a period." } : state}
      actions={editable && add}
    >
      <TableScroll label="Credits and discounts">
        <Table>
          <thead>
            <tr>
              <TableHead>What</TableHead>
              <TableHead>Reason</TableHead>
              <TableHead>When</TableHead>
              {editable && (
                <TableHead>
                  <span className="sr-only">Actions</span>
                </TableHead>
              )}
            </tr>
          </thead>
          <tbody>
            {adjustments.data?.adjustments.map((one) => (
              <Row
                key={one.id}
                one={one}
                timezone={timezone}
                {...(editable ? { isOpen: one.valid_from >= since, onTakeBack: () => takeBack(one.id) } : {})}
              />
            ))}
          </tbody>
        </Table>
      </TableScroll>
      <Dialog open={adding} onOpenChange={setAdding}>
        <LatePart onMissing={() => setAdding(false)}>
          {adding && <AdjustmentDialog {...{ currency, timezone }} onDone={() => setAdding(false)} />}
        </LatePart>
      </Dialog>
    </PricingCard>
  );
}

type RowProps = { one: AdjustmentAnswer; timezone: string; isOpen?: boolean; onTakeBack?: () => void };

function Row({ one, timezone, isOpen, onTakeBack }: RowProps) {
  const what = one.kind === "credit" ? creditWords(one) : `${one.percent} % discount`;
  return (
    <TableRow>
      <TableCell>{what}</TableCell>
      <TableCell className="py-2 whitespace-normal">{one.reason}</TableCell>
      <TableCell>{whenWords(one, timezone)}</TableCell>
      {onTakeBack && (
        <TableCell className="text-right">
          {isOpen && (
            <Button size="sm" variant="ghost" onClick={onTakeBack}>
              Take back<span className="sr-only"> {what}</span>
            </Button>
          )}
        </TableCell>
      )}
    </TableRow>
  );
}

/** "$25.00 credit, $10.00 left" once a closed period has taken from it. */
function creditWords({ amount, remaining, currency }: AdjustmentAnswer): string {
  const money = (text: string | null) => formatMoney(text, currency, "table");
  return `${money(amount)} credit${remaining === amount ? "" : `, ${money(remaining)} left`}`;
}

function whenWords({ valid_from, valid_until }: AdjustmentAnswer, timezone: string): string {
  const day = (instant: string) => formatDay(dayIn(instant, timezone), { year: true });
  const until = valid_until === null ? "" : ` until ${day(valid_until)}`;
  return dayIn(valid_from, timezone) <= "2000-01-01" ? `Always${until}` : `From ${day(valid_from)}${until}`;
}
