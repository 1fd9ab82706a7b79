import * as z from "zod";
import { chosenOrganization, coverage, decimal, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";

const planCost = z
  .object({
    plan: z.string(),
    name: z.string(),
    current: z.boolean().describe("Whether it is the plan that holds now"),
    totals: z.array(decimal).describe("Of each period, in their order"),
    total: decimal,
    difference: decimal.describe("The total less that of the current plan: below 0 is cheaper"),
    lines: z
      .array(
        z.object({
          usage_type: z.string(),
          label: z.string(),
          unit: z.string(),
          quantities: z.array(decimal).describe("Of each period"),
          amounts: z.array(decimal).describe("Of each period, minimum and maximum included"),
          amount: decimal.describe("Their sum"),
        }),
      )
      .describe("The calculation: every priced key, and what it costs"),
  })
  .meta({ id: "PlanCost" });

const growing = z
  .object({
    usage_type: z.string(),
    label: z.string(),
    unit: z.string(),
    previous: decimal.describe("In the period before the last"),
    last: decimal.describe("In the last period that ended"),
    change: decimal,
    percent_change: decimal.nullable().describe("null where nothing was used before"),
  })
  .meta({ id: "GrowingMeter" });

export const advice = defineEndpoint({
  id: "getAdvice",
  method: "GET",
  path: "/api/billing/advice",
  summary: "The cheapest plan, idle meters and the largest growth",
  description:
    "Computed from the usage of the last three billing periods that ended. Each plan is rated with its prices of today throughout; the organization's own prices hold under every plan, as they do in bills. Minimum and maximum are included, discounts and credits left out.",
  access: { role: "finance", scope: "read" },
  query: z.strictObject({ organization_id: chosenOrganization }),
  response: z.object({
    periods: z.array(z.object({ period_start: utcInstant, period_end: utcInstant })),
    current_plan: z.string(),
    cheapest_plan: z.string().describe("The current one where none is cheaper"),
    saving: decimal.describe("What the cheapest plan would have saved in these periods"),
    plans: z.array(planCost).describe("The cheapest first"),
    idle_meters: z
      .array(z.object({ usage_type: z.string(), label: z.string(), built_in: z.boolean() }))
      .describe("Without any event since the first of these periods began, until now"),
    top_growth: z
      .array(growing)
      .describe("Up to five that were used more than in the period before, by percent; new ones first"),
    meta: z.object({ ...coverage, currency: z.string() }),
  }),
});
export type AdviceQuery = EndpointInput<typeof advice>;
export type Advice = EndpointResponse<typeof advice>;
