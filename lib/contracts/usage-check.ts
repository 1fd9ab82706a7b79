import * as z from "zod";
import { chosenOrganization, decimal } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { quotaPeriod, sentAmount } from "@/lib/contracts/quota-fields";

export const usageCheck = defineEndpoint({
  id: "checkUsage",
  method: "POST",
  path: "/api/billing/usage/check",
  summary: "May this much more be used?",
  description:
    "Only hard quotas refuse. What was allowed counts against them for `hold_seconds`, or until events bring it, so concurrent " +
    "callers never pass the limit together: the limit is overshot at most by what is recorded without a check, or later than its hold. " +
    "With several quotas on the meter the answer shows the tightest.",
  access: { role: "member", scope: "read" },
  query: z.strictObject({ organization_id: chosenOrganization }),
  body: z.strictObject({
    usage_type: z.string().min(1).max(100).meta({ example: "api" }),
    quantity: sentAmount.describe("How much is meant to be used").meta({ example: "1" }),
    hold_seconds: z
      .int()
      .min(0)
      .max(3600)
      .optional()
      .describe("How long an allowed quantity is held; 0 only asks. QUOTA_CLAIM_SECONDS (10) unless given"),
  }),
  response: z.object({
    allowed: z.boolean(),
    limit: decimal.nullable().describe("null: no quota, or an unlimited one"),
    used: decimal,
    remaining: decimal.nullable().describe("Limit minus used, 0 or more; null without a limit"),
    held: decimal.describe("Of what remains: allowed before, and not recorded yet"),
    hard: z.boolean(),
    period: quotaPeriod.nullable(),
  }),
});
export type UsageCheckInput = EndpointInput<typeof usageCheck>;
export type UsageCheck = EndpointResponse<typeof usageCheck>;
