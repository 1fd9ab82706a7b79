"use client";

import { useId } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogContent } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import type { PriceAnswer } from "@/lib/contracts/price";
import type { NewPriceBody } from "@/lib/contracts/prices";
import { PRICE_MODELS } from "@/lib/domain/rating/price";
import { DraftField } from "./draft-field";
import { LimitFields, ModelFields } from "./model-fields";
import type { PriceDraft } from "./price-draft";
import { type PreviewDays, PricePreview } from "./price-preview";
import { MODEL_WORDS, type PricedThing } from "./price-words";
import { usePriceForm } from "./use-price-form";

export type PriceSheetProps = {
  title: string;
  description: string;
  currency: string;
  things: readonly PricedThing[];
  initial: PriceDraft;
  /** Whether what is priced can be chosen; else it is what the price is about. */
  choosesThing: boolean;
  onSave: (price: NewPriceBody) => Promise<void>;
  /** What a key costs now, to compare with. */
  priceOf: (key: string) => PriceAnswer | null;
  previewDays: PreviewDays;
};

/** A price, typed and saved as a new version; what is wrong stands at its field. */
export function PriceSheet({ title, description, currency, onSave, ...props }: PriceSheetProps) {
  const form = usePriceForm(props.initial, currency, onSave);
  const id = useId();
  const { draft, change, errors } = form;
  const unnamed = errors.currency ?? errors.usage_type ?? errors.model ?? errors.tiers;
  return (
    <DialogContent
      side="right"
      title={title}
      description={description}
      footer={
        <Button type="submit" form={id} variant="primary" disabled={form.pending}>
          {form.pending ? "Saving…" : "Save price"}
        </Button>
      }
    >
      <form id={id} method="post" noValidate onSubmit={form.onSubmit} className="flex flex-col gap-4">
        {(form.failure || unnamed) && (
          <Alert tone="critical" role="alert" title={form.failure ?? unnamed ?? ""} />
        )}
        <Choices {...props} draft={draft} onChange={change} />
        <DraftField
          label="Valid from"
          type="date"
          inputMode="none"
          help="The first day in the billing zone. A period in which the price changes has a line for each side."
          value={draft.validFrom}
          onValue={(validFrom) => change({ ...draft, validFrom })}
          error={errors.valid_from}
        />
        <ModelFields draft={draft} onChange={change} errors={errors} />
        <LimitFields draft={draft} onChange={change} errors={errors} />
        <Checkbox
          label="A period without usage pays fixed amounts and the minimum"
          checked={draft.chargeZero}
          onCheckedChange={(chargeZero) => change({ ...draft, chargeZero })}
        />
        <PricePreview
          price={form.price}
          before={props.priceOf(draft.usageType)}
          thing={props.things.find(({ key }) => key === draft.usageType)}
          days={props.previewDays}
        />
      </form>
    </DialogContent>
  );
}

type ChoicesProps = Pick<PriceSheetProps, "things" | "choosesThing"> & {
  draft: PriceDraft;
  onChange: (draft: PriceDraft) => void;
};

function Choices({ things, choosesThing, draft, onChange }: ChoicesProps) {
  return (
    <div className="flex flex-wrap gap-3">
      {choosesThing && (
        <Select
          label="Meter"
          showLabel
          value={draft.usageType}
          onValueChange={(usageType) => onChange({ ...draft, usageType })}
          options={things.map(({ key, name }) => ({ value: key, label: name }))}
        />
      )}
      <Select
        label="Model"
        showLabel
        value={draft.model}
        onValueChange={(value) => {
          const model = PRICE_MODELS.find((known) => known === value);
          if (model) onChange({ ...draft, model });
        }}
        options={PRICE_MODELS.map((model) => ({ value: model, ...MODEL_WORDS[model] }))}
      />
    </div>
  );
}
