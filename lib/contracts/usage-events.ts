import * as z from "zod";
import {
  checkRange,
  chosenOrganization,
  decimal,
  rangeParameters,
  utcInstant,
  wholeNumber,
} from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { pagination } from "@/lib/contracts/pages";
import { checkPairs, usageFilters } from "@/lib/contracts/usage-series";
import { SYNC_STATUSES } from "@/lib/domain/sync-status";

/** What the list can be sorted by. */
export const EVENT_SORTS = ["occurred_at", "quantity", "total_credits"] as const;
export type EventSort = (typeof EVENT_SORTS)[number];

const { exclude_usage_types: _, ...filters } = usageFilters;
const storable = (text: string) => !text.includes("\u0000");
const access = { role: "member", scope: "read" } as const;
const customerId = z
  .string()
  .min(1)
  .max(512)
  .optional()
  .describe("Operators only: the organization with this billing id; the chosen one unless given")
  .meta({ example: "cus_NffrFeUfNV2Hib" });

const query = z
  .strictObject({
    ...rangeParameters,
    start_date: rangeParameters.start_date.describe(
      "First day of the range, included; all events without any range",
    ),
    ...filters,
    usage_types: usageFilters.usage_types.describe("Only events that feed one of these; all unless given"),
    source: z
      .string()
      .min(1)
      .max(1024)
      .refine(storable, "must not hold a zero byte")
      .optional()
      .describe("Only events of this sender; of all unless given")
      .meta({ example: "checkout" }),
    sync_status: z
      .enum(SYNC_STATUSES)
      .optional()
      .describe("What became of it at the billing provider; any unless given"),
    q: z
      .string()
      .min(1)
      .max(512)
      .refine(storable, "must not hold a zero byte")
      .optional()
      .describe("An event's id, its sender's id or its trace id, or how one of them begins; all unless given")
      .meta({ example: "order-2026" }),
    sort_by: z.enum(EVENT_SORTS).default("occurred_at").describe("What the list is ordered by"),
    sort_order: z.enum(["asc", "desc"]).default("desc").describe("Smallest or largest first"),
    page: wholeNumber(1, 1_000_000).optional().describe("Which page; the first unless given"),
    limit: wholeNumber(1, 200).default(50).describe("Events per page").meta({ example: 50 }),
    cursor: z
      .string()
      .max(2000)
      .optional()
      .describe("next_cursor of the page before; without it the page is counted from the start")
      .meta({ example: "WyJ4IiwyLCIyMDI2LTExLTAxVDAwOjAwOjAwLjAwMDAwMFoiXQ" }),
    customer_id: customerId,
    organization_id: chosenOrganization,
  })
  .check(checkRange, checkPairs);

const quantities = z
  .record(z.string(), decimal)
  .describe("What it adds to each meter that it feeds; empty for a failed upload");

export const usageEventItem = z
  .object({
    id: z.string().describe("Ours: of source and source_id"),
    source: z.string(),
    source_id: z.string().describe("The sender's id; of a correction the id of the event that it takes back"),
    occurred_at: utcInstant,
    recorded_at: utcInstant,
    usage_type: z.string().describe("The first asked-for meter that it feeds, else its main one"),
    quantity: decimal.describe("Of usage_type; negative for a correction"),
    unit: z.string(),
    quantities,
    team_id: z.string().nullable(),
    team_name: z.string().nullable(),
    subject: z.string().nullable(),
    api_key_id: z.string().nullable(),
    user_id: z.string().nullable(),
    session_id: z.string().nullable(),
    provider: z.string().nullable(),
    file_type: z.string().nullable(),
    total_credits: decimal.describe("The sum of the breakdown"),
    breakdown: z
      .object({ ai_tokens: decimal, compute: decimal, storage: decimal })
      .describe("Credits, each to 6 places"),
    tokens_in: decimal.nullable(),
    tokens_out: decimal.nullable(),
    sync_status: z.enum(SYNC_STATUSES),
    sync_error: z.string().nullable(),
    synced_at: utcInstant.nullable(),
    trace_url: z.string().nullable().describe("The trace in Langfuse, where there is one"),
    corrects: z.string().nullable().describe("The event that this correction takes back"),
    cancelled_at: utcInstant.nullable().describe("When the event was taken back"),
    properties: z.record(z.string(), z.unknown()).describe("What else was sent"),
  })
  .meta({ id: "UsageEvent" });
export type UsageEventItem = z.output<typeof usageEventItem>;

export const usageEvents = defineEndpoint({
  id: "listUsageEvents",
  method: "GET",
  path: "/api/billing/usage/events",
  summary: "The events behind the numbers, the latest first",
  description:
    "One row per event, and one with negative quantities per correction. Pages are numbered up to the 10,000th row; " +
    "beyond it, and wherever rows may arrive in between, continue with next_cursor.",
  access,
  query,
  response: z
    .object({
      events: z.array(usageEventItem),
      pagination: z.object({
        ...pagination.shape,
        total_items: z.int().describe("As of the first page when pages are read by cursor"),
        next_cursor: z.string().nullable(),
        total_exact: z.boolean().describe("False: at least as many as total_items"),
      }),
    })
    .meta({ id: "UsageEvents" }),
});
export type UsageEventsQuery = EndpointInput<typeof usageEvents>;
export type UsageEvents = EndpointResponse<typeof usageEvents>;

export const EVENT_STEPS = ["occurred", "recorded", "counted", "corrected", "cancelled", "synced"] as const;

export const usageEventFind = defineEndpoint({
  id: "getUsageEvent",
  method: "GET",
  path: "/api/billing/usage/events/{id}",
  summary: "One event with what happened to it",
  access,
  params: z.object({
    id: z.uuid().describe("The event's id").meta({ example: "5f0c1a52-7f3e-8c55-9d0b-6a1f2e3b4c5d" }),
  }),
  query: z.strictObject({ customer_id: customerId, organization_id: chosenOrganization }),
  response: z.object({
    ...usageEventItem.shape,
    timeline: z
      .array(
        z.object({
          step: z.enum(EVENT_STEPS),
          at: utcInstant,
          event_id: z.string().nullable().describe("The other event of a correction"),
        }),
      )
      .describe("In order; it counts from the instant in which it is recorded"),
  }),
});
export type UsageEventFindInput = EndpointInput<typeof usageEventFind>;
export type UsageEventFound = EndpointResponse<typeof usageEventFind>;
