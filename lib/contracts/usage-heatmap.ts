import * as z from "zod";
import { checkRange, decimal } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { analysisMeta, analysisParameters } from "@/lib/contracts/usage-analysis";
import { checkPairs } from "@/lib/contracts/usage-series";
import { STATISTICS_INTERVALS } from "@/lib/domain/intervals";
import { WEEKDAYS } from "@/lib/domain/statistics/heatmap";

const query = z
  .strictObject({
    ...analysisParameters,
    interval: z
      .enum(STATISTICS_INTERVALS)
      .default("hour")
      .describe("Taken like elsewhere, so that one view's parameters fit; a heat map is always of hours"),
  })
  .check(checkRange, checkPairs);

const response = z
  .object({
    heatmap: z
      .array(
        z.object({
          weekday: z.enum(WEEKDAYS),
          hour: z.int().min(0).max(23).describe("As a clock in the zone shows it"),
          average: decimal.nullable().describe("Per hour; null where no complete hour lies in the range"),
          total: decimal.nullable().describe("Of the counted hours; null where amounts do not add up"),
          event_count: z.int(),
          hours: decimal.describe("How many hours were counted: a repeated one is two, a skipped one none"),
          weeks: z.int().describe("In how many weeks they lie"),
        }),
      )
      .describe("168 cells from the first hour of the week on"),
    meta: analysisMeta,
  })
  .meta({ id: "UsageHeatmap" });

export const usageHeatmap = defineEndpoint({
  id: "getUsageHeatmap",
  method: "GET",
  path: "/api/billing/usage/heatmap",
  summary: "Averages per weekday and hour",
  description:
    "Only hours that are over and lie in the range as a whole count, empty ones too. At most 30,000 hours.",
  access: { role: "member", scope: "read" },
  query,
  response,
});

export type UsageHeatmapQuery = EndpointInput<typeof usageHeatmap>;
export type UsageHeatmap = EndpointResponse<typeof usageHeatmap>;
