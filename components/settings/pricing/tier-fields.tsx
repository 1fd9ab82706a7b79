"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { DraftField } from "./draft-field";
import { type DraftErrors, type PriceDraft, type TierDraft, withTier } from "./price-draft";

export type DraftProps = {
  draft: PriceDraft;
  onChange: (draft: PriceDraft) => void;
  errors: DraftErrors;
};

/** The tiers of a price, each from where the one before ends; the last has no end. */
export function TierFields({ draft, onChange, errors }: DraftProps) {
  const { tiers } = draft;
  const change = (index: number, change: Partial<TierDraft>) =>
    onChange({ ...draft, tiers: tiers.map((tier, at) => (at === index ? { ...tier, ...change } : tier)) });
  const remove = (index: number) => onChange({ ...draft, tiers: tiers.filter((_, at) => at !== index) });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-medium">Tiers</legend>
      {tiers.map((tier, index) => (
        <TierRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a tier is its place
          key={index}
          draft={draft}
          index={index}
          tier={tier}
          errors={errors}
          onChange={(part) => change(index, part)}
          onRemove={() => remove(index)}
        />
      ))}
      <Button size="sm" className="self-start" onClick={() => onChange(withTier(draft))}>
        <Plus aria-hidden /> Add tier
      </Button>
    </fieldset>
  );
}

type TierRowProps = {
  draft: PriceDraft;
  index: number;
  tier: TierDraft;
  errors: DraftErrors;
  onChange: (part: Partial<TierDraft>) => void;
  onRemove: () => void;
};

function TierRow({ draft, index, tier, errors, onChange, onRemove }: TierRowProps) {
  const { model, tiers } = draft;
  const isLast = index === tiers.length - 1;
  const rateName = model === "graduated_percentage" ? "rate_percent" : "unit_amount";
  const start = index === 0 ? "0" : tiers[index - 1]?.upTo || "?";
  return (
    <fieldset className="flex items-start gap-2 rounded-md border p-3">
      <legend className="px-1 text-xs text-axis">
        Tier {index + 1}: above {start}
      </legend>
      <div className="grid min-w-0 flex-1 grid-cols-2 gap-2 sm:grid-cols-3">
        {isLast ? (
          <p className="self-center text-sm text-axis max-sm:col-span-2">without end</p>
        ) : (
          <DraftField
            label="Up to"
            value={tier.upTo}
            onValue={(upTo) => onChange({ upTo })}
            error={errors[`tiers.${index}.up_to`]}
          />
        )}
        <DraftField
          label={rateName === "rate_percent" ? "Percent" : "Unit amount"}
          value={tier.rate}
          onValue={(rate) => onChange({ rate })}
          error={errors[`tiers.${index}.${rateName}`]}
        />
        <DraftField
          label="Flat amount"
          value={tier.flatAmount}
          onValue={(flatAmount) => onChange({ flatAmount })}
          error={errors[`tiers.${index}.flat_amount`]}
        />
      </div>
      {tiers.length > 1 && (
        <IconButton icon={Trash2} label={`Remove tier ${index + 1}`} onClick={onRemove} className="mt-5" />
      )}
    </fieldset>
  );
}
