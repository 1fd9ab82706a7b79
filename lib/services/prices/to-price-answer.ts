import "server-only";
import type { PriceAnswer } from "@/lib/contracts/price";
import type { Price } from "@/lib/domain/rating/price";

/** A price as it is told, for a meter from an instant on. */
export function toPriceAnswer(usageType: string, validFrom: Date, price: Price): PriceAnswer {
  return {
    usage_type: usageType,
    currency: price.currency,
    model: price.model,
    valid_from: validFrom.toISOString(),
    per: price.per,
    included: price.included,
    minimum_amount: price.minimumAmount,
    maximum_amount: price.maximumAmount,
    charge_zero: price.chargeZero,
    ...modelFields(price),
  };
}

function modelFields(price: Price): Partial<PriceAnswer> {
  switch (price.model) {
    case "flat":
      return { amount: price.amount };
    case "unit":
      return { unit_amount: price.unitAmount };
    case "graduated":
    case "volume":
      return {
        tiers: price.tiers.map(({ upTo, unitAmount, flatAmount }) => ({
          up_to: upTo,
          unit_amount: unitAmount,
          flat_amount: flatAmount,
        })),
      };
    case "package":
      return { amount: price.amount, package_size: price.packageSize, free_units: price.freeUnits };
    case "percentage":
      return { rate: price.rate, fixed_amount: price.fixedAmount, free_units: price.freeUnits };
    case "graduated_percentage":
      return {
        tiers: price.tiers.map(({ upTo, ratePercent, flatAmount }) => ({
          up_to: upTo,
          rate_percent: ratePercent,
          flat_amount: flatAmount,
        })),
      };
  }
}
