import * as z from "zod";
import {
  checkRange,
  chosenOrganization,
  decimal,
  flag,
  rangeParameters,
  utcInstant,
} from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { pageParameters, pagination } from "@/lib/contracts/pages";
import { quotaPeriod } from "@/lib/contracts/quota-fields";
import { CHANNELS, RULE_KINDS } from "@/lib/domain/alerts/rule";
import { LEVELS } from "@/lib/domain/quota/status";

const read = { role: "member", scope: "read" } as const;
const write = { role: "admin", scope: "admin" } as const;
const chosen = { organization_id: chosenOrganization };
const query = z.strictObject(chosen);
const alertParams = z.object({
  id: z.uuid().describe("The alert's id").meta({ example: "5f0c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d" }),
});

export const delivery = z
  .object({
    id: z.string().describe("Of the message, the same at every attempt; a webhook's `webhook-id`"),
    channel: z.enum(CHANNELS),
    recipient: z.string(),
    state: z.enum(["pending", "delivered", "failed"]),
    attempts: z.int(),
    last_error: z.string().nullable(),
    next_attempt_at: utcInstant.nullable(),
    created_at: utcInstant,
    delivered_at: utcInstant.nullable(),
  })
  .meta({ id: "AlertDelivery" });
export type DeliveryAnswer = z.output<typeof delivery>;

export const alert = z
  .object({
    id: z.string(),
    level: z.enum(LEVELS),
    rule_id: z.string(),
    rule_name: z.string(),
    kind: z.enum(RULE_KINDS),
    usage_type: z.string().nullable().describe("null for money"),
    team_id: z.string().nullable(),
    unit: z.string(),
    threshold: decimal,
    base: decimal.nullable().describe("The limit, or the period before, that the threshold is a share of"),
    value_at_crossing: decimal,
    value_now: decimal.describe("Of the alert's own period; live while it lasts"),
    period: quotaPeriod,
    period_start: utcInstant,
    period_end: utcInstant,
    triggered_at: utcInstant,
    recovered_at: utcInstant.nullable().describe("When the value was last seen to have gone back under"),
    recrossed_at: utcInstant.nullable().describe("When it was last seen above again: no new alert"),
    acknowledged_at: utcInstant.nullable(),
    acknowledged_by: z.string().nullable(),
    notified: z.boolean().describe("Of several thresholds crossed at once only the highest is told"),
    read: z.boolean().describe("Whether the asking person has seen it; true for programs"),
    summary: z.string().describe("The crossing in words"),
    link: z.string().describe("The usage of the period, in the application"),
    deliveries: z.array(delivery),
  })
  .meta({ id: "Alert" });
export type AlertAnswer = z.output<typeof alert>;

export const alerts = defineEndpoint({
  id: "listAlerts",
  method: "GET",
  path: "/api/billing/alerts",
  summary: "The alerts, the newest first",
  description:
    "The range is of triggered_at; all of them without one. Alerts about money are shown to those who may see spend.",
  access: read,
  query: z
    .strictObject({
      ...rangeParameters,
      usage_type: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .describe("Of one meter; of all, and of money, unless given")
        .meta({ example: "api" }),
      level: z.enum(LEVELS).optional().describe("Of one level; of all unless given"),
      current: flag.optional().describe("Only those whose period lasts and that stand; all unless given"),
      ...pageParameters("Alerts"),
      ...chosen,
    })
    .check(checkRange),
  response: z.object({
    alerts: z.array(alert),
    unread: z.int().describe("How many alerts told to people the asking person has not seen; 0 for programs"),
    pagination,
  }),
});
export type AlertsQuery = EndpointInput<typeof alerts>;
export type Alerts = EndpointResponse<typeof alerts>;

export const alertsCheck = defineEndpoint({
  id: "checkAlerts",
  method: "POST",
  path: "/api/billing/alerts/check",
  summary: "Check the alert rules now",
  description:
    "This happens by itself after events were recorded, and every minute. An alert fires once per rule, meter, period and threshold, however often and however concurrently it is checked.",
  access: read,
  query,
  body: z
    .strictObject({
      usage_type: z.string().min(1).max(100).optional().describe("Only this meter's; all unless given"),
    })
    .optional(),
  response: z.object({ triggered: z.array(alert).describe("Those that are new") }),
});
export type AlertsCheckInput = EndpointInput<typeof alertsCheck>;
export type AlertsCheck = EndpointResponse<typeof alertsCheck>;

export const alertAcknowledge = defineEndpoint({
  id: "acknowledgeAlert",
  method: "POST",
  path: "/api/billing/alerts/{id}/acknowledge",
  summary: "Acknowledge an alert",
  description: "The first to do so stays named.",
  access: write,
  params: alertParams,
  query,
  response: alert,
});
export type AlertAcknowledgeInput = EndpointInput<typeof alertAcknowledge>;

export const alertResend = defineEndpoint({
  id: "resendAlert",
  method: "POST",
  path: "/api/billing/alerts/{id}/resend",
  summary: "Send an alert again",
  description:
    "What is not delivered is tried again now, under its own id. Where everything is delivered, it is sent once more under new ids.",
  access: write,
  params: alertParams,
  query,
  response: alert,
});
export type AlertResendInput = EndpointInput<typeof alertResend>;

export const alertsRead = defineEndpoint({
  id: "readAlerts",
  method: "POST",
  path: "/api/billing/alerts/read",
  summary: "Note that the signed-in person has seen alerts",
  access: read,
  query,
  body: z.strictObject({
    ids: z.array(z.uuid()).max(200).optional().describe("Which; all of them unless given"),
  }),
  response: z.object({ unread: z.int() }),
});
export type AlertsReadInput = EndpointInput<typeof alertsRead>;
export type AlertsRead = EndpointResponse<typeof alertsRead>;
