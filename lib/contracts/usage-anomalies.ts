import * as z from "zod";
import { decimal, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { analysisMeta, analysisQuery } from "@/lib/contracts/usage-analysis";
import { SEASONS } from "@/lib/domain/statistics/season";

const response = z
  .object({
    anomalies: z.array(
      z.object({
        date: z.string(),
        start: utcInstant,
        end: utcInstant,
        total: decimal,
        event_count: z.int(),
        expected: decimal.describe(
          "The median of the buckets before its day at the same place of the season",
        ),
        low: decimal.describe("From here on it would have been usual"),
        high: decimal.describe("Up to here it would have been usual"),
        score: decimal.describe("Usual distances from what was expected: at least 3.5, negative below"),
        season: z.enum(SEASONS).describe("What the compared buckets have in common"),
      }),
    ),
    checked: z.int().describe("How many buckets were judged: complete ones with enough usage before them"),
    meta: analysisMeta,
  })
  .meta({ id: "UsageAnomalies" });

export const usageAnomalies = defineEndpoint({
  id: "getUsageAnomalies",
  method: "GET",
  path: "/api/billing/usage/anomalies",
  summary: "Buckets that are far from usual, and what was expected",
  description:
    "Each complete bucket of the range is judged by those before its day, also before the range (12 weeks of days, 6 weeks of hours, half a year of weeks, 2 years of months), so that later usage changes no judgement. Expected is the median at the same hour of the week, hour of the day or weekday, the finest that was seen four times; the usual distance is robust, measured on a scale of roots. In order of time.",
  access: { role: "member", scope: "read" },
  query: analysisQuery,
  response,
});

export type UsageAnomaliesQuery = EndpointInput<typeof usageAnomalies>;
export type UsageAnomalies = EndpointResponse<typeof usageAnomalies>;
