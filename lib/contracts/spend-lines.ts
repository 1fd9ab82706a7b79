import * as z from "zod";
import {
  calendarDay,
  chosenOrganization,
  coded,
  coverage,
  decimal,
  utcInstant,
} from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { price, priceAnswer, ratedTier } from "@/lib/contracts/price";
import { MONEY_ACCESS } from "@/lib/contracts/spend-series";

export const spendLine = z
  .object({
    kind: z.enum(["usage", "correction"]),
    usage_type: z.string(),
    label: z.string(),
    quantity: decimal.describe("In the unit; of a correction what came or went since the period was closed"),
    billable_quantity: decimal.describe("What is paid for: never below zero, after what is included or free"),
    unit: z.string(),
    amount: decimal.describe("Rounded to the currency's minor unit, before minimum and maximum"),
    currency: z.string(),
    price: priceAnswer.nullable().describe("null for corrections"),
    tiers: z.array(ratedTier).describe("Their amounts add up to the line's"),
    segment_start: utcInstant.describe("Where the line's price begins to hold within the period"),
    segment_end: utcInstant,
    corrects: z
      .object({ period_start: utcInstant, period_end: utcInstant, statement: z.int() })
      .nullable()
      .describe("The closed period that a correction belongs to"),
  })
  .meta({ id: "SpendLine" });

const bill = {
  lines: z.array(spendLine),
  subtotal: decimal.describe("The sum of the lines' amounts, and of the spend series of the period"),
  minimum_adjustment: decimal.describe("At least 0"),
  maximum_adjustment: decimal.describe("At most 0"),
  discounts: decimal,
  credits: decimal,
  total: decimal.describe("subtotal + minimum_adjustment + maximum_adjustment − discounts − credits"),
  currency: z.string(),
  applied: z
    .array(
      z.object({ id: z.string(), kind: z.enum(["discount", "credit"]), reason: z.string(), amount: decimal }),
    )
    .describe("The discounts and credits one by one"),
};

export const spendBill = z
  .object({
    ...bill,
    period_start: utcInstant,
    period_end: utcInstant,
    status: z.enum(["open", "closed"]),
    statement: z.int().nullable().describe("The number of the closed period's statement"),
    other_currencies: z
      .array(z.object(bill))
      .describe("The lines of prices in other currencies, each with its own sums"),
    unpriced: z.array(z.string()).describe("Meters that were used in the period and have no price in it"),
  })
  .meta({ id: "SpendBill" });
export type SpendBill = z.output<typeof spendBill>;
export type SpendLineAnswer = z.output<typeof spendLine>;

const PERIOD = /^(current|previous|\d{4}-(0[1-9]|1[0-2]))$/;

/** The name of a billing period. */
export const periodName = z
  .string()
  .refine(
    (name) => PERIOD.test(name),
    coded("invalid_date", "must be current, previous, or the month in which it begins such as 2026-11"),
  );

const billedPeriod = periodName
  .default("current")
  .describe("The billing period: current, previous, or the month in which it begins")
  .meta({ example: "2026-11" });

const meta = z.object({ ...coverage, currency: z.string() });

export const spendLines = defineEndpoint({
  id: "getSpendLines",
  method: "GET",
  path: "/api/billing/spend/lines",
  summary: "The lines of a billing period, from the tier to the total",
  description:
    "One line per meter and price; a change of price within the period gives one per segment, in which tiers restart and fixed amounts belong to the first. Open periods are as of now, with what minimum and discounts would come to; closed ones are what their statement says.",
  access: MONEY_ACCESS,
  query: z.strictObject({ period: billedPeriod, organization_id: chosenOrganization }),
  response: spendBill.extend({ meta }).meta({ id: "SpendLines" }),
});
export type SpendLinesQuery = EndpointInput<typeof spendLines>;
export type SpendLines = EndpointResponse<typeof spendLines>;

export const spendEstimate = defineEndpoint({
  id: "estimateSpend",
  method: "POST",
  path: "/api/billing/spend/estimate",
  summary: "What recorded usage would have cost under other prices",
  description:
    "Rates the usage of some days under the given prices and no others; nothing is kept. Each billing period that the days touch is rated by itself, with its own tiers, included units and fixed amounts; `periods` has them one by one. Discounts and credits are left out.",
  access: MONEY_ACCESS,
  query: z.strictObject({ organization_id: chosenOrganization }),
  body: z
    .strictObject({
      prices: z
        .array(price)
        .min(1, "needs at least one price")
        .max(100, "must not hold more than 100 prices")
        .describe("One price per meter; `valid_from` is ignored"),
      start_date: calendarDay.describe("First day, included, in the billing zone"),
      end_date: calendarDay.describe("Last day, included").meta({ example: "2026-11-30" }),
    })
    .superRefine(({ prices, start_date, end_date }, context) => {
      const refuse = (path: (string | number)[], message: string) =>
        context.addIssue({ code: "custom", path, message });
      if (end_date < start_date)
        context.addIssue({
          ...{ code: "custom", path: ["end_date"] },
          ...coded("range_reversed", "must not be before start_date"),
        });
      const seen = new Set<string | undefined>();
      for (const [index, { usage_type }] of prices.entries()) {
        if (usage_type === undefined) refuse(["prices", index, "usage_type"], "is needed");
        else if (seen.has(usage_type))
          refuse(["prices", index, "usage_type"], "has a price in the list already");
        seen.add(usage_type);
      }
    }),
  response: z
    .object({
      ...bill,
      period_start: utcInstant,
      period_end: utcInstant,
      status: z.literal("estimate"),
      other_currencies: z.array(z.object(bill)),
      periods: z.array(z.object({ period_start: utcInstant, period_end: utcInstant, total: decimal })),
      meta,
    })
    .meta({ id: "SpendEstimate" }),
});
export type SpendEstimateInput = EndpointInput<typeof spendEstimate>;
export type SpendEstimate = EndpointResponse<typeof spendEstimate>;
