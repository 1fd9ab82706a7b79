import * as z from "zod";
import {
  checkRange,
  chosenOrganization,
  coverage,
  decimal,
  jsonList,
  percentage,
  rangeParameters,
  utcInstant,
  valueList,
  wholeNumber,
} from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { checkPairs, seriesBucket, usageFilters } from "@/lib/contracts/usage-series";
import { INTERVALS, WEEK_STARTS } from "@/lib/domain/intervals";
import { STATUS_CLASSES } from "@/lib/domain/requests";

const {
  providers,
  provider,
  exclude_providers,
  team_ids,
  team_id,
  exclude_team_ids,
  subjects,
  subject,
  exclude_subjects,
  api_key_ids,
  api_key_id,
  exclude_api_key_ids,
} = usageFilters;

const query = z
  .strictObject({
    ...rangeParameters,
    ...{ providers, provider, exclude_providers, team_ids, team_id, exclude_team_ids },
    ...{ subjects, subject, exclude_subjects, api_key_ids, api_key_id, exclude_api_key_ids },
    endpoints: valueList("Only these endpoints; all unless given", "/v1/files"),
    methods: valueList("Only these methods; null among them = none. All unless given", "GET"),
    status_classes: jsonList(z.enum(STATUS_CLASSES).nullable())
      .optional()
      .describe("Only these classes of statuses; null among them = without a status. All unless given")
      .meta({ example: '["4xx","5xx"]' }),
    interval: z.enum(INTERVALS).default("day").describe("The length of a bucket"),
    limit: wholeNumber(1, 200)
      .default(20)
      .describe("How many endpoints and errors are listed, the most frequent first")
      .meta({ example: 20 }),
    organization_id: chosenOrganization,
  })
  .check(checkRange, checkPairs);

const counts = {
  total_requests: z.int(),
  successful_requests: z.int().describe("With a status below 400"),
  failed_requests: z.int().describe("With a status from 400 on"),
  error_rate: percentage.nullable().describe("Of the requests that have a status; null where none has"),
  total_bytes: decimal,
  avg_response_time_ms: decimal.nullable(),
};
const percentiles = {
  p50_response_time_ms: decimal.nullable(),
  p95_response_time_ms: decimal.nullable(),
  p99_response_time_ms: decimal.nullable(),
};
const share = percentage.describe("Of all requests; the column adds up to 100.00");

const response = z
  .object({
    summary: z.object({
      ...counts,
      ...percentiles,
      min_response_time_ms: decimal.nullable(),
      max_response_time_ms: decimal.nullable(),
      endpoint_count: z.int(),
    }),
    series: z
      .array(z.object({ date: z.string(), ...counts, p95_response_time_ms: decimal.nullable() }))
      .describe("One row per bucket"),
    endpoints: z
      .array(z.object({ endpoint: z.string(), ...counts, ...percentiles, percentage: percentage }))
      .describe("The most frequent ones"),
    methods: z.array(z.object({ method: z.string().nullable(), ...counts, percentage: share })),
    status_classes: z.array(
      z.object({ status_class: z.string().nullable(), total_requests: z.int(), percentage: share }),
    ),
    latency: z
      .array(
        z.object({
          from_ms: decimal,
          to_ms: decimal.nullable().describe("Excluded; null for the last one"),
          total_requests: z.int(),
        }),
      )
      .describe("How many requests took how long; those that do not say are in none"),
    top_errors: z.array(
      z.object({
        status_code: z.int(),
        endpoint: z.string(),
        method: z.string().nullable(),
        error_message: z.string().nullable(),
        total_requests: z.int(),
        last_at: utcInstant,
      }),
    ),
    meta: z.object({
      ...coverage,
      interval: z.enum(INTERVALS),
      week_start: z.enum(WEEK_STARTS),
      buckets: z.array(seriesBucket),
    }),
  })
  .meta({ id: "UsageRequests" });

export const usageRequests = defineEndpoint({
  id: "getUsageRequests",
  method: "GET",
  path: "/api/billing/usage/requests",
  summary: "API requests by endpoint, method and status, with their latency",
  description:
    "Counted from the requests themselves, corrections backwards. Percentiles lie between their two neighbours, as percentile_cont places them.",
  access: { role: "member", scope: "read" },
  query,
  response,
});
export type UsageRequestsQuery = EndpointInput<typeof usageRequests>;
export type UsageRequests = EndpointResponse<typeof usageRequests>;
