"use client";

import { toast } from "@/components/ui/toast-store";
import type { PlanAnswer } from "@/lib/contracts/plans";
import { usePlansPut } from "@/lib/queries/pricing";
import { pricesWith } from "./plan-prices";
import type { PriceDraft } from "./price-draft";
import { PriceSheet } from "./price-sheet";
import type { PricedThing } from "./price-words";

type PlanPriceSheetProps = {
  plan: PlanAnswer;
  things: readonly PricedThing[];
  currency: string;
  timezone: string;
  initial: PriceDraft;
  onDone: () => void;
};

/** Another price in a plan: its list is sent with the one more, which leaves the others as they are. */
export function PlanPriceSheet({ plan, things, currency, timezone, initial, onDone }: PlanPriceSheetProps) {
  const put = usePlansPut();
  const name = things.find(({ key }) => key === initial.usageType)?.name ?? initial.usageType;
  return (
    <PriceSheet
      title={`${name} in ${plan.name}`}
      description={`In ${currency}. It holds from its first day on while you are subscribed to ${plan.name}.`}
      currency={currency}
      things={things}
      initial={initial}
      choosesThing={false}
      onSave={async (price) => {
        await put.mutateAsync([{ key: plan.key, prices: pricesWith(plan.prices, price, timezone) }]);
        toast({ title: "Plan saved", tone: "success" });
        onDone();
      }}
    />
  );
}
