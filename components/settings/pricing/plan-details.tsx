"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CardCell, type CardColumn, CardRow, CardRowHead, CardTable } from "@/components/ui/card-table";
import { Dialog } from "@/components/ui/dialog";
import { LatePart } from "@/components/ui/late-part";
import { onDemand } from "@/components/ui/on-demand";
import type { PlanAnswer } from "@/lib/contracts/plans";
import { formatQuantity, NO_VALUE } from "@/lib/format";
import { formatDay } from "@/lib/format-time";
import { draftOf, emptyDraft, type PriceDraft } from "./price-draft";
import type { PreviewDays } from "./price-preview";
import { type PricedThing, priceWords } from "./price-words";
import { dayIn } from "./zone-days";

const EditPlanDialog = onDemand(() => import("./edit-plan-dialog").then((module) => module.EditPlanDialog));
const PlanPriceSheet = onDemand(() => import("./plan-price-sheet").then((module) => module.PlanPriceSheet));

const PERIODS = { day: " a day", month: " a month", billing_period: "" } as const;

const COLUMNS: readonly CardColumn[] = ["Meter", "Price", "Quota of a billing period"];

export type PlanDetailsProps = {
  plan: PlanAnswer;
  things: readonly PricedThing[];
  timezone: string;
  currency: string;
  editable: boolean;
  /** The last billing period that ended. */
  previewDays: PreviewDays;
};

/** The price and the quotas of every key in one plan. */
export function PlanDetails({ plan, things, editable, ...props }: PlanDetailsProps) {
  const [draft, setDraft] = useState<PriceDraft | null>(null);
  const [editing, setEditing] = useState(false);
  const { timezone } = props;
  const today = dayIn(new Date().toISOString(), timezone);
  const open = ({ key }: PricedThing) => {
    const held = plan.prices.find(({ usage_type }) => usage_type === key);
    setDraft(held ? draftOf(held, today) : emptyDraft(key, today));
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-axis">{plan.description}</p>
        {editable && (
          <Button size="sm" onClick={() => setEditing(true)}>
            Edit plan and quotas
          </Button>
        )}
      </div>
      <CardTable
        label={`Prices and quotas of ${plan.name}`}
        columns={editable ? [...COLUMNS, { name: "Actions", hidden: true }] : COLUMNS}
      >
        {things
          .filter((thing) => editable || isInPlan(plan, thing))
          .map((thing) => (
            <PlanRow
              key={thing.key}
              {...{ plan, thing, timezone }}
              onChange={editable ? () => open(thing) : undefined}
            />
          ))}
      </CardTable>
      <Dialog open={editing} onOpenChange={setEditing}>
        <LatePart onMissing={() => setEditing(false)}>
          {editing && <EditPlanDialog {...{ plan, things }} onDone={() => setEditing(false)} />}
        </LatePart>
      </Dialog>
      <Dialog open={draft !== null} onOpenChange={(isOpen) => !isOpen && setDraft(null)}>
        <LatePart onMissing={() => setDraft(null)}>
          {draft && (
            <PlanPriceSheet {...props} {...{ plan, things }} initial={draft} onDone={() => setDraft(null)} />
          )}
        </LatePart>
      </Dialog>
    </div>
  );
}

const isInPlan = ({ prices, quotas }: PlanAnswer, { key }: PricedThing) =>
  [...prices, ...quotas].some(({ usage_type }) => usage_type === key);

type PlanRowProps = {
  plan: PlanAnswer;
  thing: PricedThing;
  timezone: string;
  onChange: (() => void) | undefined;
};

function PlanRow({ plan, thing, timezone, onChange }: PlanRowProps) {
  const now = new Date().toISOString();
  const prices = plan.prices.filter(({ usage_type }) => usage_type === thing.key);
  const quotas = plan.quotas.filter(({ usage_type }) => usage_type === thing.key);
  return (
    <CardRow className="align-baseline">
      <CardRowHead>{thing.name}</CardRowHead>
      <CardCell label="Price">
        {prices.length === 0 && <span className="text-axis">Costs nothing</span>}
        {prices.map((price) => (
          <span key={price.valid_from} className="block">
            {price.valid_from > now &&
              `From ${formatDay(dayIn(price.valid_from, timezone), { year: true })}: `}
            {priceWords(price, thing.unit)}
          </span>
        ))}
      </CardCell>
      <CardCell label="Quota" isEmpty={quotas.length === 0}>
        {quotas.length === 0 && NO_VALUE}
        {quotas.map(({ limit, period, hard }) => (
          <span key={period} className="block">
            {limit === null ? "Unlimited" : `${formatQuantity(limit, thing.unit)}${PERIODS[period]}`}
            {hard && ", hard"}
          </span>
        ))}
      </CardCell>
      {onChange && (
        <CardCell label={null} className="@3xl:text-right">
          <Button size="sm" variant="ghost" className="@max-3xl:-ml-2.5" onClick={onChange}>
            Change
            <span className="sr-only">
              {" "}
              the price of {thing.name} in {plan.name}
            </span>
          </Button>
        </CardCell>
      )}
    </CardRow>
  );
}
