import * as z from "zod";
import { checkRange, decimal, utcInstant, wholeNumber } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { analysisMeta, analysisParameters } from "@/lib/contracts/usage-analysis";
import { checkPairs } from "@/lib/contracts/usage-series";

const query = z
  .strictObject({
    ...analysisParameters,
    limit: wholeNumber(1, 1000).default(10).describe("How many buckets to tell").meta({ example: 10 }),
  })
  .check(checkRange, checkPairs);

const response = z
  .object({
    peaks: z.array(
      z.object({
        date: z.string(),
        start: utcInstant,
        end: utcInstant,
        total: decimal,
        event_count: z.int(),
        times_median: decimal
          .nullable()
          .describe("In medians of the complete buckets of the range; null where that median is 0"),
        partial: z.boolean().describe("Not over yet, or cut by the range"),
      }),
    ),
    meta: analysisMeta,
  })
  .meta({ id: "UsagePeaks" });

export const usagePeaks = defineEndpoint({
  id: "getUsagePeaks",
  method: "GET",
  path: "/api/billing/usage/peaks",
  summary: "The buckets with the largest totals",
  description: "Largest first, the earlier one of equals first. Buckets without events are no peaks.",
  access: { role: "member", scope: "read" },
  query,
  response,
});

export type UsagePeaksQuery = EndpointInput<typeof usagePeaks>;
export type UsagePeaks = EndpointResponse<typeof usagePeaks>;
