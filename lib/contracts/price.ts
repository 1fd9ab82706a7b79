import * as z from "zod";
import { calendarDay, coded, decimal, instant, utcInstant } from "@/lib/contracts/common";
import { meterKey } from "@/lib/contracts/meters";
import { tierBounds, tierList } from "@/lib/contracts/price-tiers";
import { amountText, positiveText } from "@/lib/contracts/rating-decimals";
import { compareDecimals } from "@/lib/domain/decimal";
import { isCurrency } from "@/lib/domain/rating/currency";
import { PRICE_MODELS } from "@/lib/domain/rating/price";

export const currencyCode = z
  .string()
  .refine(isCurrency, "must be an ISO 4217 currency such as USD")
  .meta({ example: "USD" });

/** When something begins to hold: a day of the billing zone, or an instant. */
export const validFrom = z
  .union([calendarDay, instant], coded("invalid_date", "must be a day such as 2026-11-01, or an instant"))
  .describe("A day of the billing zone, or an instant at a full quarter of an hour")
  .meta({ example: "2026-11-01" });

/** What every price may say, whatever its model. */
const terms = {
  usage_type: meterKey.optional().describe("The meter's key, or `credits`").meta({ example: "api" }),
  valid_from: validFrom.optional(),
  currency: currencyCode,
  per: positiveText
    .optional()
    .describe("Unit amounts are for this many units; 1 unless given")
    .meta({ example: "3600" }),
  included: amountText
    .optional()
    .describe("Units of a period that cost nothing; 0 unless given")
    .meta({ example: "1000" }),
  minimum_amount: amountText.nullish().describe("The least that a period costs").meta({ example: "5" }),
  maximum_amount: amountText.nullish().describe("The most that a period costs").meta({ example: "500" }),
  charge_zero: z
    .boolean()
    .optional()
    .describe("Whether a period without usage pays fixed amounts and the minimum; true unless given")
    .meta({ example: true }),
};

const flatAmount = amountText
  .optional()
  .describe("Once the tier is reached; 0 unless given")
  .meta({ example: "5" });
const unitTiers = tierList(
  z.strictObject({
    ...tierBounds,
    unit_amount: amountText.optional().describe("Of `per` units in the tier; 0 unless given"),
    flat_amount: flatAmount,
  }),
);
const percentTiers = tierList(
  z.strictObject({
    ...tierBounds,
    rate_percent: amountText.optional().describe("Percent of the quantity in the tier; 0 unless given"),
    flat_amount: flatAmount,
  }),
);
const freeUnits = amountText
  .optional()
  .describe("Units that cost nothing; 0 unless given")
  .meta({ example: "100" });

const flat = z.strictObject({
  model: z.literal("flat"),
  ...terms,
  amount: amountText.describe("The price of a period, whatever the usage").meta({ example: "10" }),
});
const unit = z.strictObject({
  model: z.literal("unit"),
  ...terms,
  unit_amount: amountText.describe("The price of `per` units"),
});
const graduated = z.strictObject({
  model: z.literal("graduated"),
  ...terms,
  tiers: unitTiers.describe("Each unit costs what its own tier says"),
});
const volume = z.strictObject({
  model: z.literal("volume"),
  ...terms,
  tiers: unitTiers.describe("All units cost what the tier of the last one says"),
});
const packaged = z.strictObject({
  model: z.literal("package"),
  ...terms,
  amount: amountText.describe("The price of each package begun").meta({ example: "20" }),
  package_size: positiveText.describe("Units in a package").meta({ example: "500000" }),
  free_units: freeUnits,
});
const percentage = z.strictObject({
  model: z.literal("percentage"),
  ...terms,
  rate: amountText.describe("Percent of the quantity").meta({ example: "2.5" }),
  fixed_amount: amountText
    .optional()
    .describe("Once per period with billable quantity; 0 unless given")
    .meta({ example: "0.3" }),
  free_units: freeUnits,
});
const graduatedPercentage = z.strictObject({
  model: z.literal("graduated_percentage"),
  ...terms,
  tiers: percentTiers.describe("Each part of the quantity costs what its own tier says"),
});

/** A price as it is written. What it leaves out is told at each field. */
export const price = z
  .discriminatedUnion("model", [flat, unit, graduated, volume, packaged, percentage, graduatedPercentage], {
    error: ({ code }) =>
      code === "invalid_union"
        ? `must be one of ${PRICE_MODELS.join(", ")}`
        : "must be a price, a JSON object",
  })
  .superRefine(({ model, per, minimum_amount: least, maximum_amount: most }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (least && most && compareDecimals(least, most) > 0)
      refuse("maximum_amount", "must not be below minimum_amount");
    if (per !== undefined && per !== "1" && !PER_UNITS.has(model))
      refuse("per", `is only for models with unit amounts: ${[...PER_UNITS].join(", ")}`);
  })
  .meta({
    id: "Price",
    example: { usage_type: "compute", currency: "USD", model: "unit", unit_amount: "0.05", per: "3600" },
  });
const PER_UNITS: ReadonlySet<string> = new Set(["unit", "graduated", "volume"]);

export type PriceInput = z.output<typeof price>;

const priceTier = z.object({
  up_to: decimal.nullable(),
  unit_amount: decimal.optional(),
  rate_percent: decimal.optional(),
  flat_amount: decimal,
});

/** A price as it is answered: with everything that holds, and the fields of its model. */
export const priceAnswer = z
  .object({
    usage_type: z.string(),
    currency: z.string(),
    model: z.enum(PRICE_MODELS),
    valid_from: utcInstant,
    per: decimal,
    included: decimal,
    minimum_amount: decimal.nullable(),
    maximum_amount: decimal.nullable(),
    charge_zero: z.boolean(),
    amount: decimal.optional(),
    unit_amount: decimal.optional(),
    tiers: z.array(priceTier).optional(),
    package_size: decimal.optional(),
    free_units: decimal.optional(),
    rate: decimal.optional(),
    fixed_amount: decimal.optional(),
  })
  .meta({ id: "PriceAnswer" });
export type PriceAnswer = z.output<typeof priceAnswer>;

/** The parts of an amount: units above `from` up to and with `to`. */
export const ratedTier = z
  .object({
    from: decimal,
    to: decimal.nullable().describe("null: without end"),
    quantity: decimal,
    unit_amount: decimal.describe("The price of `per` units; of percentages the share of each unit"),
    flat_amount: decimal,
    amount: decimal,
  })
  .meta({ id: "RatedTier" });
