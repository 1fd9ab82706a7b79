import * as z from "zod";
import { chosenOrganization, coverage, decimal, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { MONEY_ACCESS } from "@/lib/contracts/spend-series";

/** `linear`: the rest of the period at the pace so far, for meters with too little history to learn from. */
export const SPEND_FORECAST_METHODS = ["seasonal_exponential_smoothing", "linear", "none"] as const;

export const spendForecast = defineEndpoint({
  id: "getSpendForecast",
  method: "GET",
  path: "/api/billing/spend/forecast",
  summary: "What the current billing period will come to",
  description:
    "Quantities are projected meter by meter, then rated: tiers and fixed amounts count as they will. Each meter by the method of `/usage/forecast`, learned from the last 90 days; with too little history, linear. `low` and `high` are what it costs when every meter comes to its own low or high. In the organization's currency; `spent`, `projected_total`, `low` and `high` are before minimum, maximum, discounts and credits, as the spend series is.",
  access: MONEY_ACCESS,
  query: z.strictObject({ organization_id: chosenOrganization }),
  response: z
    .object({
      spent: decimal.describe("So far"),
      projected_total: decimal,
      low: decimal,
      high: decimal,
      projected_due: decimal.describe("The projected total after minimum, maximum, discounts and credits"),
      method: z.enum(SPEND_FORECAST_METHODS).describe("Of the meter that adds most; each has its own"),
      currency: z.string(),
      period_start: utcInstant,
      period_end: utcInstant,
      meters: z.array(
        z.object({
          usage_type: z.string(),
          label: z.string(),
          unit: z.string(),
          quantity: decimal,
          projected_quantity: decimal,
          amount: decimal,
          projected_amount: decimal,
          method: z.enum(SPEND_FORECAST_METHODS).describe("none: nothing that is used grows it"),
        }),
      ),
      meta: z.object({ ...coverage, currency: z.string() }),
    })
    .meta({ id: "SpendForecast" }),
});
export type SpendForecastQuery = EndpointInput<typeof spendForecast>;
export type SpendForecast = EndpointResponse<typeof spendForecast>;
