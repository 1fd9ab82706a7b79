import * as z from "zod";
import { chosenOrganization, decimal, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { limitState, quotaPeriod, sentAmount } from "@/lib/contracts/quota-fields";
import { LEVELS } from "@/lib/domain/quota/status";

const query = z.strictObject({ organization_id: chosenOrganization });

export const budget = z
  .object({
    period: quotaPeriod,
    amount: decimal,
    currency: z.string(),
    ...limitState,
    status: z.enum(["ok", ...LEVELS]),
    projected_crossing: utcInstant
      .nullable()
      .describe(
        "When the budget is reached by the forecast of spend, or in other periods than the billing period at the pace so far; null when not in this period",
      ),
  })
  .meta({ id: "Budget" });
export type BudgetAnswer = z.output<typeof budget>;

const response = z.object({
  budgets: z.array(budget),
  first_crossing: z
    .object({
      kind: z.enum(["quota", "budget"]),
      usage_type: z.string().nullable().describe("null for a budget"),
      period: quotaPeriod,
      at: utcInstant,
    })
    .nullable()
    .describe("Whichever is reached first, a quota or a budget; null when none is in its period"),
});

export const budgets = defineEndpoint({
  id: "listBudgets",
  method: "GET",
  path: "/api/billing/budgets",
  summary: "The budgets, and how spend stands against them",
  description:
    "What is spent counts before minimum, maximum, discounts and credits, in the organization's currency, as the spend series does.",
  access: { role: "finance", scope: "read" },
  query,
  response,
});
export type Budgets = EndpointResponse<typeof budgets>;

export const budgetsPut = defineEndpoint({
  id: "putBudgets",
  method: "PUT",
  path: "/api/billing/budgets",
  summary: "Set or remove budgets",
  description: "One per period: those named are set, or removed by null, the others stay. Answers like GET.",
  access: { role: "admin", scope: "admin" },
  query,
  body: z
    .array(
      z.strictObject({
        period: quotaPeriod.default("billing_period"),
        amount: sentAmount.nullable().describe("null removes it").meta({ example: "500" }),
      }),
    )
    .min(1)
    .max(3),
  response,
});
export type BudgetsPutInput = EndpointInput<typeof budgetsPut>;
