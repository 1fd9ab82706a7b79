import * as z from "zod";
import { shownName } from "@/lib/contracts/account-fields";
import { calendarDay, chosenOrganization, decimal, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { pageParameters, pagination } from "@/lib/contracts/pages";
import { validFrom } from "@/lib/contracts/price";
import { positiveText } from "@/lib/contracts/rating-decimals";
import { addDays } from "@/lib/domain/calendar";
import { compareDecimals } from "@/lib/domain/decimal";

const read = { role: "finance", scope: "read" } as const;
const write = { role: "admin", scope: "admin" } as const;
const chosen = { organization_id: chosenOrganization };

export const adjustment = z
  .object({
    id: z.string(),
    kind: z.enum(["credit", "discount"]),
    amount: decimal.nullable().describe("Of credits"),
    remaining: decimal.nullable().describe("What closed periods have left of a credit; null of a discount"),
    percent: decimal.nullable().describe("Of discounts"),
    currency: z.string(),
    reason: z.string(),
    valid_from: utcInstant,
    valid_until: utcInstant.nullable(),
    created_at: utcInstant,
  })
  .meta({ id: "Adjustment" });
export type AdjustmentAnswer = z.output<typeof adjustment>;

export const adjustments = defineEndpoint({
  id: "listAdjustments",
  method: "GET",
  path: "/api/billing/adjustments",
  summary: "Credits and discounts, the latest first",
  access: read,
  query: z.strictObject({ ...pageParameters("Adjustments"), ...chosen }),
  response: z.object({ adjustments: z.array(adjustment), pagination }),
});
export type AdjustmentsQuery = EndpointInput<typeof adjustments>;
export type Adjustments = EndpointResponse<typeof adjustments>;

const common = {
  reason: shownName.describe("What people read beside it").meta({ example: "Outage of 12 November" }),
  valid_from: validFrom.optional().describe("Today unless given"),
  valid_until: validFrom
    .nullish()
    .describe("When it ends, and what is left of a credit lapses; never unless given"),
};
const credit = z.strictObject({
  kind: z.literal("credit"),
  amount: positiveText.describe("In the organization's currency").meta({ example: "25" }),
  ...common,
});
const discount = z.strictObject({
  kind: z.literal("discount"),
  percent: positiveText
    .refine(
      (text) => /^-?\d+(\.\d+)?$/.test(text) && compareDecimals(text, "100") <= 0,
      "must be at most 100",
    )
    .describe("Percent of a period's subtotal after minimum and maximum")
    .meta({ example: "10" }),
  ...common,
});

/** What a form asks for: days, the last one included; a field that was left empty is an empty text. */
const formDays = {
  valid_from: calendarDay,
  valid_until: z.union([
    z.literal("").transform(() => undefined),
    calendarDay.transform((last) => addDays(last, 1)),
  ]),
};
const endsAfterItBegins = ({ valid_from, valid_until }: { valid_from: string; valid_until?: string }) =>
  valid_until === undefined || valid_until > valid_from;
const isBefore = { path: ["valid_until"], error: "is before the day on which it begins" };
export const creditForm = credit.omit({ kind: true }).extend(formDays).refine(endsAfterItBegins, isBefore);
export const discountForm = discount
  .omit({ kind: true })
  .extend(formDays)
  .refine(endsAfterItBegins, isBefore);

export const newAdjustment = z
  .discriminatedUnion("kind", [credit, discount], {
    error: ({ code }) =>
      code === "invalid_union" ? "must be credit or discount" : "must be an adjustment, a JSON object",
  })
  .meta({ example: { kind: "credit", amount: "25", reason: "Outage of 12 November" } });

export const adjustmentCreate = defineEndpoint({
  id: "createAdjustment",
  method: "POST",
  path: "/api/billing/adjustments",
  summary: "Grant a credit or a discount",
  description:
    "A credit is an amount off the totals of the period that holds its `valid_from` and of those after it, until it is used up or ends; it never makes a total negative. A discount is a percentage off every period that it touches. A credit from a period that has ended is a 409.",
  access: write,
  query: z.strictObject(chosen),
  body: newAdjustment,
  response: adjustment,
  status: 201,
});
export type AdjustmentCreateInput = EndpointInput<typeof adjustmentCreate>;

export const adjustmentDelete = defineEndpoint({
  id: "deleteAdjustment",
  method: "DELETE",
  path: "/api/billing/adjustments/{id}",
  summary: "Take back an adjustment that no closed period has",
  description: "One that begins before the current billing period is a 409.",
  access: write,
  params: z.object({
    id: z.uuid().describe("The adjustment's id").meta({ example: "6f1c2f0e-8d5b-4a4e-9c39-0b1f5a7d2e31" }),
  }),
  query: z.strictObject(chosen),
  response: z.undefined(),
  status: 204,
});
export type AdjustmentDeleteInput = EndpointInput<typeof adjustmentDelete>;
