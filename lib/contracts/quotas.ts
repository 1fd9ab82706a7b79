import * as z from "zod";
import { chosenOrganization, decimal, flag, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { limitState, quotaPeriod, sentAmount } from "@/lib/contracts/quota-fields";
import { QUOTA_STATUSES } from "@/lib/domain/quota/status";

const read = { role: "member", scope: "read" } as const;
const write = { role: "admin", scope: "admin" } as const;
const query = z.strictObject({ organization_id: chosenOrganization });

export const quota = z
  .object({
    usage_type: z.string(),
    display_name: z.string(),
    unit: z.string(),
    limit: decimal.nullable().describe('null is unlimited, or no quota at all (see status); "0" is nothing'),
    period: quotaPeriod,
    hard: z.boolean().describe("Whether usage/check refuses beyond it; ingest never does"),
    source: z.enum(["own", "plan"]).nullable().describe("Who set it; null where there is no quota"),
    ...limitState,
    status: z.enum(QUOTA_STATUSES),
    projected_crossing: utcInstant
      .nullable()
      .describe(
        "When the limit is reached by the forecast, or with too little history at the pace so far; null when not in this period",
      ),
  })
  .meta({ id: "Quota" });
export type QuotaAnswer = z.output<typeof quota>;

const response = z.object({
  quotas: z.array(quota),
  first_crossing: z
    .object({ usage_type: z.string(), period: quotaPeriod, at: utcInstant })
    .nullable()
    .describe("The quota that is reached first; null when none is in its period"),
});

export const quotas = defineEndpoint({
  id: "listQuotas",
  method: "GET",
  path: "/api/billing/quotas",
  summary: "The quotas, and how usage stands against them",
  description:
    "One entry per quota, and one with the status no_quota for every meter without any. " +
    "Levels are compared exactly: used × 100 ≥ limit × threshold.",
  access: read,
  query: query.extend({
    projected: flag
      .default(true)
      .describe("false leaves out the forecasts, which cost the most: nothing says when a limit is reached"),
  }),
  response,
});
export type QuotasQuery = EndpointInput<typeof quotas>;
export type Quotas = EndpointResponse<typeof quotas>;

const newQuota = z.strictObject({
  usage_type: z.string().min(1).max(100).meta({ example: "api" }),
  limit: sentAmount.nullable().describe('null is unlimited, "0" is nothing').meta({ example: "100000" }),
  period: quotaPeriod.default("billing_period"),
  hard: z.boolean().default(false),
});

export const quotasPut = defineEndpoint({
  id: "putQuotas",
  method: "PUT",
  path: "/api/billing/quotas",
  summary: "Set quotas",
  description:
    "One quota per meter and period: those named are set, the others stay. An organization's own quota replaces its plan's. Answers like GET.",
  access: write,
  query,
  body: z.array(newQuota).min(1).max(500),
  response,
});
export type QuotasPutInput = EndpointInput<typeof quotasPut>;

export const quotaDelete = defineEndpoint({
  id: "deleteQuota",
  method: "DELETE",
  path: "/api/billing/quotas/{usage_type}",
  summary: "Remove an organization's own quotas of a meter",
  description: "The plan's quota holds again, where it has one.",
  access: write,
  params: z.object({ usage_type: z.string().max(100).describe("The meter").meta({ example: "api" }) }),
  query: z.strictObject({
    period: quotaPeriod
      .optional()
      .describe("Only the quota of this period; all of the meter's unless given")
      .meta({ param: { example: "month" } }),
    organization_id: chosenOrganization,
  }),
  response: z.undefined(),
  status: 204,
});
export type QuotaDeleteInput = EndpointInput<typeof quotaDelete>;
