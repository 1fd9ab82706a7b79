import "server-only";
import type { PriceInput } from "@/lib/contracts/price";
import type { Price, PriceModel, PriceTerms } from "@/lib/domain/rating/price";

/** A price as it is rated, from a validated one: what was left out has its default. */
export function toPrice(input: PriceInput): Price {
  const terms: PriceTerms = {
    currency: input.currency,
    per: input.per ?? "1",
    included: input.included ?? "0",
    minimumAmount: input.minimum_amount ?? null,
    maximumAmount: input.maximum_amount ?? null,
    chargeZero: input.charge_zero ?? true,
  };
  return { ...terms, ...toModel(input) };
}

function toModel(input: PriceInput): PriceModel {
  switch (input.model) {
    case "flat":
      return { model: input.model, amount: input.amount };
    case "unit":
      return { model: input.model, unitAmount: input.unit_amount };
    case "graduated":
    case "volume":
      return {
        model: input.model,
        tiers: input.tiers.map(({ up_to, unit_amount, flat_amount }) => ({
          upTo: up_to,
          unitAmount: unit_amount ?? "0",
          flatAmount: flat_amount ?? "0",
        })),
      };
    case "package":
      return {
        model: input.model,
        amount: input.amount,
        packageSize: input.package_size,
        freeUnits: input.free_units ?? "0",
      };
    case "percentage":
      return {
        model: input.model,
        rate: input.rate,
        fixedAmount: input.fixed_amount ?? "0",
        freeUnits: input.free_units ?? "0",
      };
    case "graduated_percentage":
      return {
        model: input.model,
        tiers: input.tiers.map(({ up_to, rate_percent, flat_amount }) => ({
          upTo: up_to,
          ratePercent: rate_percent ?? "0",
          flatAmount: flat_amount ?? "0",
        })),
      };
  }
}
