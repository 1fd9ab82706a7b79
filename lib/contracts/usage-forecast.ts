import * as z from "zod";
import { calendarDay, checkRange, decimal, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { analysisMeta, analysisParameters } from "@/lib/contracts/usage-analysis";
import { checkPairs } from "@/lib/contracts/usage-series";

export const FORECAST_METHODS = ["seasonal_exponential_smoothing", "insufficient_data"] as const;

const query = z
  .strictObject({
    ...analysisParameters,
    start_date: calendarDay
      .optional()
      .describe(
        "First day to learn from, included; without any range the last 52 weeks, 40 days by hours, 2 years by weeks, 3 years by months",
      ),
  })
  .check(checkRange, checkPairs);

const response = z
  .object({
    projected_total: decimal
      .nullable()
      .describe("What the period comes to: exact usage so far and the expected rest; the sum of the points"),
    low: decimal.nullable().describe("One in ten periods should come to less"),
    high: decimal.nullable().describe("One in ten periods should come to more"),
    method: z.enum(FORECAST_METHODS),
    period_start: utcInstant,
    period_end: utcInstant,
    used: decimal.describe("Exact usage so far"),
    learned_buckets: z.int().describe("Complete buckets since the first usage in the range"),
    points: z.array(
      z.object({
        date: z.string(),
        start: utcInstant,
        end: utcInstant,
        actual: decimal.nullable().describe("Exact usage so far; null where a bucket lies ahead"),
        projected: decimal.nullable(),
        low: decimal.nullable(),
        high: decimal.nullable(),
      }),
    ),
    meta: analysisMeta,
  })
  .meta({ id: "UsageForecast" });

export const usageForecast = defineEndpoint({
  id: "getUsageForecast",
  method: "GET",
  path: "/api/billing/usage/forecast",
  summary: "What a meter will come to by the end of the billing period",
  description:
    "The range is what is learned from; the forecast always reaches to the end of the current billing period. Seasonal exponential smoothing with a memory of about ten days, robust against outliers; its median miss in a back-test over the range is added, the back-test's 10th and 90th percentiles are the band. With fewer than 7 complete buckets since the first usage `method` is `insufficient_data`, and what lies ahead is null. Only meters that sum or count can be projected.",
  access: { role: "member", scope: "read" },
  query,
  response,
});

export type UsageForecastQuery = EndpointInput<typeof usageForecast>;
export type UsageForecast = EndpointResponse<typeof usageForecast>;
