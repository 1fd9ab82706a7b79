import * as z from "zod";
import { decimal } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { analysisMeta, analysisQuery } from "@/lib/contracts/usage-analysis";

const response = z
  .object({
    trends: z.array(
      z.object({
        date: z.string(),
        total: decimal.nullable().describe("Null where a bucket lies in the future and holds nothing"),
        previous: decimal.nullable().describe("Of the bucket before, also where that lies before the range"),
        change: decimal.nullable(),
        percent_change: decimal
          .nullable()
          .describe("Of the size of `previous`, exact or to 6 places; null where that is 0"),
        partial: z.boolean().describe("Not over yet, or cut by the range: compared as far as it goes"),
      }),
    ),
    meta: analysisMeta,
  })
  .meta({ id: "UsageTrends" });

export const usageTrends = defineEndpoint({
  id: "getUsageTrends",
  method: "GET",
  path: "/api/billing/usage/trends",
  summary: "Every bucket of a meter against the one before",
  access: { role: "member", scope: "read" },
  query: analysisQuery,
  response,
});

export type UsageTrendsQuery = EndpointInput<typeof usageTrends>;
export type UsageTrends = EndpointResponse<typeof usageTrends>;
