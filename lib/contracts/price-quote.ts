import * as z from "zod";
import { chosenOrganization, decimal } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { price, ratedTier } from "@/lib/contracts/price";
import { decimalText } from "@/lib/contracts/rating-decimals";

export const priceQuote = defineEndpoint({
  id: "quotePrice",
  method: "POST",
  path: "/api/billing/prices/quote",
  summary: "What a quantity would cost under a price",
  description:
    "A pure calculation of one period: nothing is read and nothing is kept. `amount` is `exact_amount` rounded half away from zero to the currency's minor unit; minimum and maximum are in both. The amounts of `tiers` are exact and before minimum and maximum. What does not end is given to 6 places.",
  access: { role: "member", scope: "read" },
  query: z.strictObject({ organization_id: chosenOrganization }),
  body: z.strictObject({
    price,
    quantity: decimalText
      .describe("In the meter's unit; below zero counts as zero")
      .meta({ example: "7200" }),
  }),
  response: z.object({
    amount: decimal,
    exact_amount: decimal,
    billable_quantity: decimal,
    currency: z.string(),
    tiers: z.array(ratedTier),
  }),
});
export type PriceQuoteInput = EndpointInput<typeof priceQuote>;
export type PriceQuote = EndpointResponse<typeof priceQuote>;
