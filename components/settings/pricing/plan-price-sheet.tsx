"use client";

import { toast } from "@/components/ui/toast-store";
import type { PlanAnswer } from "@/lib/contracts/plans";
import { usePlansPut } from "@/lib/queries/pricing";
import { pricesWith } from "./plan-prices";
import { PriceSheet, type PriceSheetProps } from "./price-sheet";

type PlanPriceSheetProps = Pick<PriceSheetProps, "things" | "currency" | "initial" | "previewDays"> & {
  plan: PlanAnswer;
  timezone: string;
  onDone: () => void;
};

/** Another price in a plan: its list is sent with the one more, which leaves the others as they are. */
export function PlanPriceSheet({ plan, timezone, onDone, ...sheet }: PlanPriceSheetProps) {
  const put = usePlansPut();
  const { usageType } = sheet.initial;
  const name = sheet.things.find(({ key }) => key === usageType)?.name ?? usageType;
  return (
    <PriceSheet
      title={`${name} in ${plan.name}`}
      description={`In ${sheet.currency}. It holds from its first day on while you are subscribed to ${plan.name}.`}
      {...sheet}
      priceOf={(key) =>
        plan.prices.find((one) => one.usage_type === key && one.valid_from <= new Date().toISOString()) ??
        null
      }
      choosesThing={false}
      onSave={async (price) => {
        await put.mutateAsync([{ key: plan.key, prices: pricesWith(plan.prices, price, timezone) }]);
        toast({ title: "Plan saved", tone: "success" });
        onDone();
      }}
    />
  );
}
