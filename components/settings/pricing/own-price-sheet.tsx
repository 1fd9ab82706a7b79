"use client";

import { toast } from "@/components/ui/toast-store";
import { usePriceCreate } from "@/lib/queries/pricing";
import { PriceSheet, type PriceSheetProps } from "./price-sheet";

type OwnPriceSheetProps = Pick<
  PriceSheetProps,
  "currency" | "things" | "initial" | "priceOf" | "previewDays"
> & { onDone: () => void };

/** A price that holds instead of the plan's. */
export function OwnPriceSheet({ onDone, ...sheet }: OwnPriceSheetProps) {
  const create = usePriceCreate();
  return (
    <PriceSheet
      title="Price of your own"
      description={`In ${sheet.currency}. It holds instead of the plan's price, from its first day on.`}
      {...sheet}
      choosesThing
      onSave={async (price) => {
        await create.mutateAsync(price);
        toast({ title: "Price saved", tone: "success" });
        onDone();
      }}
    />
  );
}
