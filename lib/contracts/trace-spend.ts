import * as z from "zod";
import { decimal, utcInstant } from "@/lib/contracts/common";
import { priceAnswer, ratedTier } from "@/lib/contracts/price";
import { spendLine } from "@/lib/contracts/spend-lines";

const rated = z
  .object({
    quantity: decimal.describe("The meter's, from the beginning of the price in its billing period"),
    exact_amount: decimal.describe("Before rounding; what does not end to 6 places"),
    amount: decimal.describe("Rounded half away from zero to the currency's minor unit"),
    tiers: z.array(ratedTier).describe("Their amounts add up to the amount"),
  })
  .meta({ id: "TracedRating" });

const part = z
  .object({
    start: utcInstant.describe("The part of the bucket that lies in one billing period under one price"),
    end: utcInstant,
    period_start: utcInstant,
    period_end: utcInstant,
    currency: z.string(),
    price: priceAnswer,
    before: rated
      .nullable()
      .describe("Up to `start`; null where the price begins there, which costs nothing yet"),
    after: rated.describe("Up to `end`"),
    amount: decimal.describe("after.amount − before.amount"),
    line: spendLine.describe("The line of the billing period that holds it, as of now or as it was closed"),
  })
  .meta({ id: "TracedSpendPart" });

/** What a traced number of usage cost, from the price to the line. */
export const traceSpend = z
  .object({
    parts: z.array(part).describe("None where nothing prices the meter in the bucket"),
    amounts: z
      .array(
        z.object({
          currency: z.string(),
          meter_amount: decimal.describe("What the meter spent in the bucket: the parts, added up"),
          corrections: decimal.describe("What closed periods were corrected by in the bucket"),
          amount: decimal.describe("This series of both: the number that the spend series has here"),
        }),
      )
      .describe("One per currency"),
    meter_quantity: decimal
      .nullable()
      .describe("The meter's whole volume in the bucket, by whose shares a series of dimensions takes part"),
    reconciles: z.boolean().describe("Whether the parts add up to what the spend series has for the meter"),
  })
  .meta({ id: "TracedSpend" });
export type TraceSpend = z.output<typeof traceSpend>;
