import { type NewPriceBody, newPrice } from "@/lib/contracts/prices";
import type { DraftErrors, PriceDraft } from "./price-draft";

/** The price that a draft means, or what is wrong with it by field. */
export function readDraft(
  draft: PriceDraft,
  currency: string,
): { price: NewPriceBody } | { errors: DraftErrors } {
  const parsed = newPrice.safeParse(toBody(draft, currency));
  if (parsed.success) return { price: parsed.data };
  const entries = parsed.error.issues.map(({ path, message }) => [path.join("."), message] as const);
  // The first sentence about a field is the one to act on.
  return { errors: Object.fromEntries(entries.toReversed()) };
}

function toBody(draft: PriceDraft, currency: string) {
  return {
    usage_type: draft.usageType || undefined,
    valid_from: draft.validFrom || undefined,
    currency,
    model: draft.model,
    included: draft.included || undefined,
    minimum_amount: draft.minimumAmount || undefined,
    maximum_amount: draft.maximumAmount || undefined,
    charge_zero: draft.chargeZero,
    ...modelFields(draft),
  };
}

function modelFields(draft: PriceDraft): Record<string, unknown> {
  const { amount, unitAmount: unit_amount, packageSize: package_size, rate } = draft;
  const per = draft.per || undefined;
  const free_units = draft.freeUnits || undefined;
  switch (draft.model) {
    case "flat":
      return { amount };
    case "unit":
      return { unit_amount, per };
    case "graduated":
    case "volume":
      return { per, tiers: tiersOf(draft, "unit_amount") };
    case "package":
      return { amount, package_size, free_units };
    case "percentage":
      return { rate, free_units, fixed_amount: draft.fixedAmount || undefined };
    case "graduated_percentage":
      return { tiers: tiersOf(draft, "rate_percent") };
  }
}

function tiersOf({ tiers }: PriceDraft, rateName: "unit_amount" | "rate_percent") {
  return tiers.map(({ upTo, rate, flatAmount }, index) => ({
    up_to: index === tiers.length - 1 ? null : upTo,
    [rateName]: rate || undefined,
    flat_amount: flatAmount || undefined,
  }));
}
