import * as z from "zod";
import { calendarDay, chosenOrganization, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { meterKey } from "@/lib/contracts/meters";
import { validFrom } from "@/lib/contracts/price";

const query = z.strictObject({ organization_id: chosenOrganization });

const response = z
  .object({
    plan: z.string().describe("The plan that holds now"),
    plan_name: z.string(),
    valid_from: utcInstant.describe("Since when"),
    anchor_day: z
      .int()
      .describe("The day of the month on which billing periods begin; 29 to 31 clamp to the month's end"),
    period_start: utcInstant.describe("The current billing period's start"),
    period_end: utcInstant.describe("Its end, excluded"),
    upcoming: z
      .array(z.object({ plan: z.string(), plan_name: z.string(), valid_from: utcInstant }))
      .describe("Changes that are to come"),
    history: z
      .array(z.object({ plan: z.string(), plan_name: z.string(), valid_from: utcInstant }))
      .describe("Plans that held before, the latest first"),
  })
  .meta({ id: "Subscription" });

export const subscription = defineEndpoint({
  id: "getSubscription",
  method: "GET",
  path: "/api/billing/subscription",
  summary: "The plan, and when billing periods begin",
  access: { role: "finance", scope: "read" },
  query,
  response,
});
export type Subscription = EndpointResponse<typeof subscription>;

/** From when on a chosen plan holds. */
export const planChoice = z.strictObject({ valid_from: calendarDay });

/** Another plan, another anchor day, or both. */
export const subscriptionChange = z
  .strictObject({
    plan: meterKey.optional().describe("A plan's key; as it is unless given").meta({ example: "pro" }),
    valid_from: validFrom.optional().describe("From when on the plan holds; today unless given"),
    anchor_day: z
      .int("must be a whole number from 1 to 31")
      .min(1, "must be a whole number from 1 to 31")
      .max(31, "must be a whole number from 1 to 31")
      .optional()
      .describe("As it is unless given")
      .meta({ example: 15 }),
  })
  .refine(({ plan, anchor_day }) => plan !== undefined || anchor_day !== undefined, {
    path: ["plan"],
    message: "give a plan, an anchor_day, or both",
  })
  .refine(({ plan, valid_from }) => plan !== undefined || valid_from === undefined, {
    path: ["valid_from"],
    message: "is about a plan: give one",
  });

export const subscriptionPut = defineEndpoint({
  id: "putSubscription",
  method: "PUT",
  path: "/api/billing/subscription",
  summary: "Change the plan, or the day on which billing periods begin",
  description:
    "A change of plan inside a period rates each side under its own plan. The anchor day is the organization's and moves all periods that are not closed. Answers like GET.",
  access: { role: "admin", scope: "admin" },
  query,
  body: subscriptionChange,
  response,
});
export type SubscriptionPutInput = EndpointInput<typeof subscriptionPut>;
