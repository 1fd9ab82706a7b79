"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast-store";
import { usePriceDelete, usePriceEnd } from "@/lib/queries/pricing";
import { DraftField } from "./draft-field";

/** An own price that shall hold no longer: one that is to come is deleted, one that holds ends on a day. */
export type EndedPrice = { id: string; upcoming: boolean; name: string; day: string };

export function EndPriceDialog({ price, onClose }: { price: EndedPrice | null; onClose: () => void }) {
  return (
    <Dialog open={price !== null} onOpenChange={(open) => !open && onClose()}>
      {price && <EndPrice key={price.id} price={price} onClose={onClose} />}
    </Dialog>
  );
}

function EndPrice({ price, onClose }: { price: EndedPrice; onClose: () => void }) {
  const [day, setDay] = useState(price.day);
  const end = usePriceEnd();
  const remove = usePriceDelete();
  const { isPending, error } = price.upcoming ? remove : end;
  const onSuccess = () => {
    toast({ title: price.upcoming ? "Price taken back" : "Price ends", tone: "success" });
    onClose();
  };
  const confirm = () =>
    price.upcoming
      ? remove.mutate(price.id, { onSuccess })
      : end.mutate({ id: price.id, validUntil: day }, { onSuccess });
  return (
    <DialogContent
      title={price.upcoming ? `Take back the price of ${price.name}` : `End the price of ${price.name}`}
      description={
        price.upcoming
          ? "It never holds; what holds before it goes on."
          : "From this day on the plan's price holds."
      }
      footer={
        <>
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <Button variant="danger" disabled={isPending} onClick={confirm}>
            {price.upcoming ? "Take back" : "End price"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {error && <Alert tone="critical" role="alert" title={error.message} />}
        {!price.upcoming && (
          <DraftField label="From" type="date" inputMode="none" value={day} onValue={setDay} />
        )}
      </div>
    </DialogContent>
  );
}
