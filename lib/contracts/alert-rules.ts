import * as z from "zod";
import { shownName } from "@/lib/contracts/account-fields";
import { chosenOrganization, decimal, openValue, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { pageParameters, pagination } from "@/lib/contracts/pages";
import { quotaPeriod, sentAmount } from "@/lib/contracts/quota-fields";
import { CHANNELS, LIMITS, RULE_KINDS } from "@/lib/domain/alerts/rule";
import { LEVELS } from "@/lib/domain/quota/status";

const read = { role: "member", scope: "read" } as const;
const write = { role: "admin", scope: "admin" } as const;
const chosen = { organization_id: chosenOrganization };
const ruleParams = z.object({
  id: z.string().max(150).describe("The rule's id").meta({ example: "quota-api-billing_period" }),
});

export const alertRule = z
  .object({
    id: z.string().describe("A built-in rule's names its quota: it stays as long as the quota does"),
    name: z.string(),
    kind: z.enum(RULE_KINDS),
    limit_of: z.enum(LIMITS).nullable().describe("What shares and forecasts are of"),
    usage_type: z.string().nullable().describe("null: every meter with a quota, or money"),
    team_id: z.string().nullable(),
    period: quotaPeriod.describe("What values are counted over; shares and forecasts take their quota's"),
    thresholds: z
      .array(decimal)
      .describe("Rising. Percent for shares, forecasts and rises; else quantities, money, or scores"),
    channels: z.array(z.enum(CHANNELS)),
    enabled: z.boolean(),
    built_in: z.boolean(),
    created_at: utcInstant.nullable().describe("null for a built-in rule that nobody changed"),
  })
  .meta({ id: "AlertRule" });
export type AlertRuleAnswer = z.output<typeof alertRule>;

/** `in-app` is how people write it. */
const sentChannel = z.codec(z.enum([...CHANNELS, "in-app"]), z.enum(CHANNELS), {
  decode: (sent) => (sent === "in-app" ? "in_app" : sent),
  encode: (channel) => channel,
});
const thresholds = z
  .array(sentAmount)
  .min(1)
  .max(10)
  .meta({ example: ["75", "90", "100"] });
const channels = z
  .array(sentChannel)
  .max(20)
  .meta({ example: ["in_app", "log", "email"] });

const newRule = z.strictObject({
  name: shownName.meta({ example: "Storage nearly full" }),
  kind: z
    .enum(RULE_KINDS)
    .describe(
      "quota_share: share of a quota or budget; usage, spend: an absolute value; rise: percent above the whole period before; " +
        "forecast: what the period will come to reaches a share of the quota; anomaly: a day's score",
    ),
  limit_of: z.enum(LIMITS).optional().describe("For quota_share: `quota` unless given"),
  usage_type: z
    .string()
    .min(1)
    .max(100)
    .nullish()
    .describe("The meter; null for money, and for shares of every quota")
    .meta({ example: "storage" }),
  team_id: openValue.optional().describe("Only this team's usage; everybody's unless given"),
  period: quotaPeriod.default("billing_period"),
  thresholds: thresholds
    .optional()
    .describe("Unless given 75, 90 and 100 (USAGE_ALERT_*) for shares, 100 for forecasts, 3.5 for anomalies"),
  channels: channels.optional().describe("All channels unless given"),
  enabled: z.boolean().default(true),
});

export const alertRules = defineEndpoint({
  id: "listAlertRules",
  method: "GET",
  path: "/api/billing/alert-rules",
  summary: "The alert rules: a built-in one for each quota, and the organization's own",
  description: "Rules about money are shown to those who may see spend.",
  access: read,
  query: z.strictObject({
    ...pageParameters("Rules", 200),
    ...chosen,
  }),
  response: z.object({
    alert_rules: z.array(alertRule),
    pagination,
  }),
});
export type AlertRulesQuery = EndpointInput<typeof alertRules>;
export type AlertRules = EndpointResponse<typeof alertRules>;

export const alertRuleCreate = defineEndpoint({
  id: "createAlertRule",
  method: "POST",
  path: "/api/billing/alert-rules",
  summary: "Create an alert rule",
  description:
    "It fires once per meter, period and threshold. What is crossed already fires at the next check.",
  access: write,
  query: z.strictObject(chosen),
  body: newRule,
  response: alertRule,
  status: 201,
});
export type AlertRuleCreateInput = EndpointInput<typeof alertRuleCreate>;
export type NewAlertRule = AlertRuleCreateInput["body"];

export const alertRuleChange = defineEndpoint({
  id: "changeAlertRule",
  method: "PATCH",
  path: "/api/billing/alert-rules/{id}",
  summary: "Change an alert rule, or mute it",
  description: "What a rule looks at stays: make another one. A built-in rule keeps its name.",
  access: write,
  params: ruleParams,
  query: z.strictObject(chosen),
  body: z.strictObject({
    name: shownName.optional(),
    thresholds: thresholds.optional(),
    channels: channels.optional(),
    enabled: z.boolean().optional(),
  }),
  response: alertRule,
});
export type AlertRuleChangeInput = EndpointInput<typeof alertRuleChange>;

export const alertRuleDelete = defineEndpoint({
  id: "deleteAlertRule",
  method: "DELETE",
  path: "/api/billing/alert-rules/{id}",
  summary: "Delete an alert rule of the organization's own",
  description: "Its alerts stay. A built-in rule is muted instead: a 409.",
  access: write,
  params: ruleParams,
  query: z.strictObject(chosen),
  response: z.undefined(),
  status: 204,
});
export type AlertRuleDeleteInput = EndpointInput<typeof alertRuleDelete>;

const previewSeries = z.object({
  usage_type: z.string().nullable(),
  unit: z.string().describe("The meter's unit, or the currency"),
  period: quotaPeriod,
  dates: z.array(z.string()).describe("Days of the billing zone"),
  values: z
    .array(decimal.nullable())
    .describe("What the rule saw at the end of each day: null where it would have seen nothing"),
  limits: z
    .array(z.object({ threshold: decimal, values: z.array(decimal.nullable()) }))
    .describe("From which value each threshold is crossed on each day: null where nothing reaches it"),
});

export const alertRulePreview = defineEndpoint({
  id: "previewAlertRule",
  method: "POST",
  path: "/api/billing/alert-rules/preview",
  summary: "When would a rule have fired?",
  description:
    "Goes through the periods that touch the last days, hour by hour (money, and forecasts of longer periods, day by day), " +
    "with today's quotas: each crossing is one that would have fired. A forecast is made anew at every step from what had " +
    "happened until then.",
  access: read,
  query: z.strictObject(chosen),
  body: newRule.partial({ name: true }).extend({ days: z.int().min(1).max(400).default(90) }),
  response: z.object({
    fired: z.int().describe("How many times"),
    days: z.int(),
    from: utcInstant,
    to: utcInstant,
    moments: z
      .array(
        z.object({
          at: utcInstant.describe(
            "The end of the hour (or day) in which the threshold was crossed; now in the present one",
          ),
          level: z.enum(LEVELS),
          usage_type: z.string().nullable(),
          period: quotaPeriod,
          period_start: utcInstant,
          threshold: decimal,
          value: decimal,
        }),
      )
      .describe("The first crossings, oldest first; at most 1,000"),
    series: z
      .array(previewSeries)
      .describe("One for each meter and period that the rule is about; at most 20"),
  }),
});
export type AlertRulePreviewInput = EndpointInput<typeof alertRulePreview>;
export type AlertRulePreview = EndpointResponse<typeof alertRulePreview>;
