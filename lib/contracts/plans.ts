import * as z from "zod";
import { shownName } from "@/lib/contracts/account-fields";
import { chosenOrganization } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { meterDescription, meterKey } from "@/lib/contracts/meters";
import { pageParameters, pagination } from "@/lib/contracts/pages";
import { price, priceAnswer, validFrom } from "@/lib/contracts/price";
import { quotaPeriod } from "@/lib/contracts/quota-fields";
import { amountText } from "@/lib/contracts/rating-decimals";

const chosen = { organization_id: chosenOrganization };

const planQuota = z
  .strictObject({
    usage_type: meterKey,
    limit: amountText.nullable().describe('null is unlimited, "0" is nothing').meta({ example: "100000" }),
    period: quotaPeriod.default("billing_period"),
    hard: z.boolean().default(false).meta({ example: false }),
  })
  .meta({ id: "PlanQuota" });

export const plan = z
  .object({
    key: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    prices: z.array(priceAnswer).describe("Those that hold now, and those that are to come"),
    quotas: z.array(planQuota).describe("What subscribers have unless they set quotas of their own"),
  })
  .meta({ id: "Plan" });
export type PlanAnswer = z.output<typeof plan>;

const response = z.object({ plans: z.array(plan), pagination });

export const plans = defineEndpoint({
  id: "listPlans",
  method: "GET",
  path: "/api/billing/plans",
  summary: "The plans, with their prices and quotas",
  description:
    "An organization's own: it may change them. `credits` prices the sum of the events' credits, `plan_fee` is what the plan costs by itself.",
  access: { role: "finance", scope: "read" },
  query: z.strictObject({ ...pageParameters("Plans"), ...chosen }),
  response,
});
export type PlansQuery = EndpointInput<typeof plans>;
export type Plans = EndpointResponse<typeof plans>;

const planInput = z.strictObject({
  key: meterKey.describe("A plan that is not there yet is made").meta({ example: "pro" }),
  name: shownName.optional().describe("As it is, or the key, unless given").meta({ example: "Pro" }),
  description: meterDescription.nullish().describe("As it is unless given").meta({ example: "For growth" }),
  valid_from: validFrom
    .optional()
    .describe("When prices without a valid_from begin, and those left out end; today unless given"),
  prices: z
    .array(price)
    .max(500)
    .optional()
    .describe("The whole price list: a price that is left out ends. As it is unless given"),
  quotas: z.array(planQuota).max(500).optional().describe("All quotas; as they are unless given"),
});
export type PlanInput = z.output<typeof planInput>;

/** What a form asks for. */
export const newPlan = planInput.pick({ key: true, name: true });

/** One plan, or several. */
export const planInputs = z
  .codec(z.unknown(), z.array(planInput).min(1).max(50), {
    // What it holds is for the list's own schema to say.
    decode: (sent) => (Array.isArray(sent) ? sent : [sent]) as z.input<typeof planInput>[],
    encode: (plans) => plans,
  })
  .meta({
    override: { description: "One plan, or an array of plans" },
    example: [{ key: "pro", name: "Pro" }],
  });

export const plansPut = defineEndpoint({
  id: "putPlans",
  method: "PUT",
  path: "/api/billing/plans",
  summary: "Change plans, or make them",
  description:
    "Those named are set, the others stay. Prices that differ from what holds at their beginning are added as new versions; nothing is changed in place, and closed periods keep what they were closed with. Answers with every plan.",
  access: { role: "admin", scope: "admin" },
  query: z.strictObject(chosen),
  body: planInputs,
  response,
});
export type PlansPutInput = EndpointInput<typeof plansPut>;
