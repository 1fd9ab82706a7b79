import * as z from "zod";
import { shownName } from "@/lib/contracts/account-fields";
import { chosenOrganization, timeZone, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { WEEK_STARTS } from "@/lib/domain/intervals";
import { isCurrency } from "@/lib/domain/rating/currency";

const settings = {
  name: shownName.meta({ example: "Acme" }),
  timezone: timeZone.describe("The billing zone: days, periods and answers without a zone of their own"),
  billing_anchor_day: z
    .int()
    .min(1, "must be a day of a month, 1 to 31")
    .max(31, "must be a day of a month, 1 to 31")
    .describe("On which day billing periods begin; 29 to 31 mean the last day of shorter months")
    .meta({ example: 1 }),
  week_start: z.enum(WEEK_STARTS).describe("On which day weeks begin"),
  currency: z
    .string()
    .refine((code) => isCurrency(code), "must be the ISO 4217 code of a currency such as EUR")
    .describe("What money is told in unless a price says otherwise")
    .meta({ example: "USD" }),
  retention_days: z
    .int()
    .min(1, "must be at least 1")
    .max(36_500, "must be at most 36500")
    .nullable()
    .describe("After how many days events are deleted, their sums staying; null keeps them without limit")
    .meta({ example: 730 }),
};

const answer = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    ...settings,
    events_kept_from: utcInstant
      .nullable()
      .describe("Up to then the retention has deleted events for good: earlier ones are refused"),
  })
  .meta({ id: "Settings" });

const path = "/api/billing/settings";
const query = z.strictObject({ organization_id: chosenOrganization });

export const settingsFind = defineEndpoint({
  id: "getSettings",
  method: "GET",
  path,
  summary: "The organization's settings",
  access: { role: "member", scope: "read" },
  query,
  response: answer,
});

export const settingsChange = defineEndpoint({
  id: "changeSettings",
  method: "PATCH",
  path,
  summary: "Change some of the organization's settings",
  description:
    "Fields that are left out stay. Another zone moves the edges of all days at once, and no event. " +
    "A shorter retention deletes within the hour what has become too old: that cannot be taken back.",
  access: { role: "admin", scope: "admin" },
  query,
  body: z.strictObject(settings).partial(),
  response: answer,
});
export type SettingsChange = EndpointInput<typeof settingsChange>;
export type Settings = EndpointResponse<typeof settingsFind>;
