import * as z from "zod";
import { chosenOrganization, decimal, instant, jsonList, timeZone, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";

export const usageTotal = z
  .object({
    feature_key: z.string(),
    unit: z.string(),
    quantity: decimal.nullable(),
    opening_quantity: decimal
      .optional()
      .describe("What of it was loaded as sums, without events; left out where nothing"),
    window_start: utcInstant,
    window_end: utcInstant,
  })
  .meta({ id: "UsageTotal" });

export const usageTotals = defineEndpoint({
  id: "getUsageTotals",
  method: "GET",
  path: "/api/billing/tenants/{tenant_id}/usage-totals",
  summary: "Metered totals per feature and window",
  description:
    "One row per meter with usage, by key; a row for every meter asked for when feature_keys is given. " +
    "Exact for any instants, not only at the edges of days.",
  access: { role: "member", scope: "read" },
  params: z.object({
    tenant_id: z
      .string()
      .describe("The organization's id")
      .meta({ example: "0d9c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d" }),
  }),
  query: z.strictObject({
    feature_keys: jsonList(z.string().min(1).max(100))
      .optional()
      .describe("Meters to sum; those with usage unless given")
      .meta({ example: '["api","storage"]' }),
    period_start: instant
      .optional()
      .describe("Start of the window, included; the current billing period's unless given"),
    period_end: instant
      .optional()
      .describe("End of the window, excluded; the current billing period's unless given")
      .meta({ example: "2026-12-01T00:00:00Z" }),
    as_of: instant
      .optional()
      .describe("Answer with what had been recorded by then; with everything unless given"),
    timezone: timeZone.optional().describe("For instants without an offset; the billing zone unless given"),
    organization_id: chosenOrganization,
  }),
  response: z.array(usageTotal),
});

export type UsageTotalsQuery = EndpointInput<typeof usageTotals>;
export type UsageTotals = EndpointResponse<typeof usageTotals>;
