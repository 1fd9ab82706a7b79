import type { PriceAnswer } from "@/lib/contracts/price";
import type { PriceModelName } from "@/lib/domain/rating/price";

/** A tier while it is typed: `rate` is its unit price, or its percentage. */
export type TierDraft = { upTo: string; rate: string; flatAmount: string };

/** A price while it is typed: everything is text, also what the chosen model has no use for. */
export type PriceDraft = {
  usageType: string;
  model: PriceModelName;
  validFrom: string;
  per: string;
  included: string;
  minimumAmount: string;
  maximumAmount: string;
  chargeZero: boolean;
  amount: string;
  unitAmount: string;
  packageSize: string;
  freeUnits: string;
  rate: string;
  fixedAmount: string;
  tiers: readonly TierDraft[];
};

export type DraftErrors = Readonly<Record<string, string>>;

const NO_TIER: TierDraft = { upTo: "", rate: "", flatAmount: "" };

export function emptyDraft(usageType: string, validFrom: string): PriceDraft {
  return {
    ...{ usageType, model: "unit", validFrom, per: "", included: "", minimumAmount: "", maximumAmount: "" },
    ...{ chargeZero: true, amount: "", unitAmount: "", packageSize: "", freeUnits: "", rate: "" },
    ...{ fixedAmount: "", tiers: [{ ...NO_TIER }, { ...NO_TIER }] },
  };
}

/** What a price says already, to be changed from a day on. Defaults are left empty. */
export function draftOf(price: PriceAnswer, validFrom: string): PriceDraft {
  const unless = (silent: string, text: string | null | undefined) => (text === silent ? "" : (text ?? ""));
  const empty = emptyDraft(price.usage_type, validFrom);
  return {
    ...empty,
    model: price.model,
    per: unless("1", price.per),
    included: unless("0", price.included),
    minimumAmount: price.minimum_amount ?? "",
    maximumAmount: price.maximum_amount ?? "",
    chargeZero: price.charge_zero,
    amount: price.amount ?? "",
    unitAmount: price.unit_amount ?? "",
    packageSize: price.package_size ?? "",
    freeUnits: unless("0", price.free_units),
    rate: price.rate ?? "",
    fixedAmount: unless("0", price.fixed_amount),
    tiers:
      price.tiers?.map((tier) => ({
        upTo: tier.up_to ?? "",
        rate: tier.unit_amount ?? tier.rate_percent ?? "",
        flatAmount: unless("0", tier.flat_amount),
      })) ?? empty.tiers,
  };
}

/** One more tier before the last one, which has no end. */
export function withTier(draft: PriceDraft): PriceDraft {
  return { ...draft, tiers: [...draft.tiers.slice(0, -1), { ...NO_TIER }, ...draft.tiers.slice(-1)] };
}
