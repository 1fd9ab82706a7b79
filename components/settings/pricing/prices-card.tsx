"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { type CardColumn, CardTable } from "@/components/ui/card-table";
import { Dialog } from "@/components/ui/dialog";
import { LatePart } from "@/components/ui/late-part";
import { onDemand } from "@/components/ui/on-demand";
import { usePlans, usePricedMeters, usePrices, useSubscription } from "@/lib/queries/pricing";
import { type EffectivePrice, effectivePrices } from "./effective-prices";
import { type EndedPrice, EndPriceDialog } from "./end-price-dialog";
import { draftOf, emptyDraft, type PriceDraft } from "./price-draft";
import { PriceRow } from "./price-row";
import { pricedThings } from "./price-words";
import { PricingCard, statusOf } from "./pricing-card";
import { dayIn, lastPeriod } from "./zone-days";

const OwnPriceSheet = onDemand(() => import("./own-price-sheet").then((module) => module.OwnPriceSheet));

const COLUMNS: readonly CardColumn[] = ["Meter", "Price", "From"];

export type PricesCardProps = { timezone: string; currency: string; editable: boolean };

/** What every meter costs now, and own prices instead of the plan's. */
export function PricesCard(props: PricesCardProps) {
  const queries = {
    meters: usePricedMeters(),
    prices: usePrices(),
    plans: usePlans(),
    held: useSubscription(),
  };
  const { meters, prices, plans, held } = queries;
  const things = pricedThings(meters.data?.meters ?? []);
  const plan = plans.data?.plans.find(({ key }) => key === held.data?.plan);
  const now = new Date(prices.dataUpdatedAt).toISOString();
  const rows = effectivePrices(things, prices.data?.prices ?? [], plan?.prices ?? [], now);
  const today = dayIn(new Date().toISOString(), props.timezone);
  const [draft, setDraft] = useState<PriceDraft | null>(null);
  const [ended, setEnded] = useState<EndedPrice | null>(null);
  const add = (
    <Button size="sm" onClick={() => setDraft(emptyDraft(things[0]?.key ?? "api", today))}>
      <Plus aria-hidden /> Add price
    </Button>
  );
  return (
    <PricingCard
      title="What usage costs"
      subject="prices"
      state={statusOf(Object.values(queries), "The prices could not be read.")}
      actions={props.editable && add}
    >
      <PriceTable
        {...props}
        rows={rows}
        planName={plan?.name ?? ""}
        onChange={({ thing, price }) =>
          setDraft(price ? draftOf(price, today) : emptyDraft(thing.key, today))
        }
        onRemove={(thing, price) => setEnded({ ...price, name: thing, day: today })}
      />
      <Dialog open={draft !== null} onOpenChange={(open) => !open && setDraft(null)}>
        <LatePart onMissing={() => setDraft(null)}>
          {draft && held.data && (
            <OwnPriceSheet
              {...props}
              things={things}
              initial={draft}
              priceOf={(key) => rows.find(({ thing }) => thing.key === key)?.price ?? null}
              previewDays={lastPeriod(held.data, props.timezone)}
              onDone={() => setDraft(null)}
            />
          )}
        </LatePart>
      </Dialog>
      <EndPriceDialog price={ended} onClose={() => setEnded(null)} />
    </PricingCard>
  );
}

type PriceTableProps = PricesCardProps & {
  rows: readonly EffectivePrice[];
  planName: string;
  onChange: (row: EffectivePrice) => void;
  onRemove: (name: string, price: { id: string; upcoming: boolean }) => void;
};

function PriceTable({ rows, onChange, onRemove, ...props }: PriceTableProps) {
  return (
    <CardTable
      label="What usage costs"
      columns={props.editable ? [...COLUMNS, { name: "Actions", hidden: true }] : COLUMNS}
    >
      {rows.map((row) => (
        <PriceRow
          key={row.thing.key}
          {...props}
          row={row}
          onChange={() => onChange(row)}
          onRemove={(price) => onRemove(row.thing.name, price)}
        />
      ))}
    </CardTable>
  );
}
