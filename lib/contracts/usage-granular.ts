import * as z from "zod";
import {
  checkRange,
  chosenOrganization,
  coverage,
  decimal,
  percentage,
  rangeParameters,
} from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { checkPairs, seriesBucket, usageFilters } from "@/lib/contracts/usage-series";
import { INTERVALS, WEEK_STARTS } from "@/lib/domain/intervals";

const {
  providers,
  provider,
  file_types,
  file_type,
  team_ids,
  team_id,
  exclude_providers,
  exclude_file_types,
  exclude_team_ids,
} = usageFilters;

const query = z
  .strictObject({
    ...rangeParameters,
    providers,
    provider,
    file_types,
    file_type,
    team_ids,
    team_id,
    exclude_providers,
    exclude_file_types,
    exclude_team_ids,
    interval: z.enum(INTERVALS).default("day").describe("The length of a bucket"),
    organization_id: chosenOrganization,
  })
  .check(checkRange, checkPairs);

const response = z
  .object({
    summary: z.object({
      total_uploads: z.int(),
      total_file_size: decimal,
      successful_uploads: z.int(),
      failed_uploads: z.int(),
      total_requests: z.int(),
      successful_requests: z.int(),
      failed_requests: z.int(),
      avg_response_time_ms: decimal.nullable(),
      p95_response_time_ms: decimal.nullable(),
    }),
    series: z
      .array(
        z.object({
          date: z.string(),
          total_uploads: z.int().nullable(),
          total_file_size: decimal.nullable(),
          total_requests: z.int().nullable(),
          successful_requests: z.int().nullable(),
          failed_requests: z.int().nullable(),
        }),
      )
      .describe("Null where a bucket lies in the future and holds nothing"),
    file_types: z.array(
      z.object({
        file_type: z.string().nullable(),
        total_uploads: z.int(),
        total_file_size: decimal,
        percentage,
      }),
    ),
    providers: z.array(
      z.object({
        provider: z.string().nullable(),
        total_uploads: z.int(),
        total_file_size: decimal,
        total_requests: z.int(),
        percentage,
      }),
    ),
    meta: z.object({
      ...coverage,
      interval: z.enum(INTERVALS),
      week_start: z.enum(WEEK_STARTS),
      buckets: z.array(seriesBucket),
      opening: z
        .object({ total_uploads: z.int(), total_file_size: decimal, total_requests: z.int() })
        .optional()
        .describe("What of the summary was loaded as sums, without events; left out where nothing"),
    }),
  })
  .meta({ id: "UsageGranular" });

export const usageGranular = defineEndpoint({
  id: "getUsageGranular",
  method: "GET",
  path: "/api/billing/usage/granular",
  summary: "All a dashboard of uploads and requests needs, in one call",
  description:
    "Totals count attempts: failed uploads and requests too. Meters count successful uploads only.",
  access: { role: "member", scope: "read" },
  query,
  response,
});

export type UsageGranularQuery = EndpointInput<typeof usageGranular>;
export type UsageGranular = EndpointResponse<typeof usageGranular>;
