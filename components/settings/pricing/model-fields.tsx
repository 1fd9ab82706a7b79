"use client";

import { DraftField } from "./draft-field";
import type { PriceDraft } from "./price-draft";
import { type DraftProps, TierFields } from "./tier-fields";

type TextField = Exclude<keyof PriceDraft, "tiers" | "chargeZero" | "model">;
type FieldSpec = { field: TextField; name: string; label: string; help?: string };

const PER: FieldSpec = {
  ...{ field: "per", name: "per", label: "Per", help: "Units that the amount is for; 1 when empty" },
};
const FREE: FieldSpec = { field: "freeUnits", name: "free_units", label: "Free units" };

/** The fields of each model besides its tiers. */
const FIELDS: Readonly<Record<PriceDraft["model"], readonly FieldSpec[]>> = {
  flat: [{ field: "amount", name: "amount", label: "Amount", help: "Per billing period" }],
  unit: [{ field: "unitAmount", name: "unit_amount", label: "Unit amount" }, PER],
  graduated: [PER],
  volume: [PER],
  package: [
    { field: "amount", name: "amount", label: "Amount", help: "Per package begun" },
    { field: "packageSize", name: "package_size", label: "Units in a package" },
    FREE,
  ],
  percentage: [
    { field: "rate", name: "rate", label: "Percent" },
    { field: "fixedAmount", name: "fixed_amount", label: "Fixed amount", help: "Once per period with usage" },
    FREE,
  ],
  graduated_percentage: [],
};

const LIMITS: readonly FieldSpec[] = [
  { field: "included", name: "included", label: "Included units" },
  { field: "minimumAmount", name: "minimum_amount", label: "Minimum" },
  { field: "maximumAmount", name: "maximum_amount", label: "Maximum" },
];

/** What the chosen model asks for. */
export function ModelFields(props: DraftProps) {
  const hasTiers = ["graduated", "volume", "graduated_percentage"].includes(props.draft.model);
  return (
    <>
      <FieldRow fields={FIELDS[props.draft.model]} {...props} />
      {hasTiers && <TierFields {...props} />}
    </>
  );
}

/** What any price may have. */
export function LimitFields(props: DraftProps) {
  return <FieldRow fields={LIMITS} {...props} />;
}

function FieldRow({ fields, draft, onChange, errors }: DraftProps & { fields: readonly FieldSpec[] }) {
  if (fields.length === 0) return null;
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      {fields.map(({ field, name, label, help }) => (
        <DraftField
          key={field}
          label={label}
          {...(help ? { help } : {})}
          value={draft[field]}
          onValue={(value) => onChange({ ...draft, [field]: value })}
          error={errors[name]}
        />
      ))}
    </div>
  );
}
