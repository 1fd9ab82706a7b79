import * as z from "zod";
import { decimal } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { analysisMeta, analysisQuery } from "@/lib/contracts/usage-analysis";

const summary = {
  count: z.int(),
  total: decimal.nullable(),
  avg: decimal.nullable(),
  min: decimal.nullable(),
  max: decimal.nullable(),
  median: decimal.nullable(),
  p95: decimal.nullable(),
  p99: decimal.nullable(),
};

const response = z
  .object({
    events: z
      .object(summary)
      .describe(
        "Of the quantities of single events, without sums that were loaded without events; unique counts have no quantities, only a count and a total",
      ),
    buckets: z
      .object({ ...summary, stddev: decimal.nullable().describe("Of the population") })
      .describe(
        "Of the totals of complete buckets, empty ones included; what is over only in part is left out. The total is null where amounts do not add up",
      ),
    meta: analysisMeta,
  })
  .meta({ id: "UsageStatistics" });

export const usageStatistics = defineEndpoint({
  id: "getUsageStatistics",
  method: "GET",
  path: "/api/billing/usage/statistics",
  summary: "Average, extremes, percentiles and deviation of a meter",
  description:
    "Percentiles lie between their two neighbours, as percentile_cont places them. Everything is exact; what does not end is given to 6 places. All but count and total are null where there is nothing to tell.",
  access: { role: "member", scope: "read" },
  query: analysisQuery,
  response,
});

export type UsageStatisticsQuery = EndpointInput<typeof usageStatistics>;
export type UsageStatistics = EndpointResponse<typeof usageStatistics>;
