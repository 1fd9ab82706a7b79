import * as z from "zod";
import { decimal, instant, jsonList, organizationId, timeZone, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";

export const usageTotal = z
  .object({
    feature_key: z.string(),
    unit: z.string(),
    quantity: decimal.nullable(),
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
    "One row per meter with usage, by key; a row for every meter asked for when feature_keys is given.",
  access: { role: "member", scope: "read" },
  params: z.object({ tenant_id: z.string().describe("The organization's id") }),
  query: z.strictObject({
    feature_keys: jsonList(z.string().min(1).max(100))
      .optional()
      .describe("Meters to sum; all with usage unless given"),
    period_start: instant
      .optional()
      .describe("Start of the window, included; the current billing period's unless given"),
    period_end: instant
      .optional()
      .describe("End of the window, excluded; the current billing period's unless given"),
    timezone: timeZone.optional().describe("For instants without an offset; the billing zone unless given"),
    organization_id: organizationId.optional(),
  }),
  response: z.array(usageTotal),
});

export type UsageTotalsQuery = EndpointInput<typeof usageTotals>;
export type UsageTotals = EndpointResponse<typeof usageTotals>;
