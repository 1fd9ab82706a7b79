import { accountChange } from "@/lib/contracts/account";
import { accountSignUp } from "@/lib/contracts/account-sign-up";
import { adjustmentCreate, adjustmentDelete, adjustments } from "@/lib/contracts/adjustments";
import { advice } from "@/lib/contracts/advice";
import {
  alertDestinationChange,
  alertDestinationCreate,
  alertDestinationDelete,
  alertDestinations,
  alertDestinationTest,
} from "@/lib/contracts/alert-destinations";
import {
  alertRuleChange,
  alertRuleCreate,
  alertRuleDelete,
  alertRulePreview,
  alertRules,
} from "@/lib/contracts/alert-rules";
import { alertAcknowledge, alertResend, alerts, alertsCheck, alertsRead } from "@/lib/contracts/alerts";
import { apiKeyChange, apiKeyCreate, apiKeyRevoke, apiKeyRotate, apiKeys } from "@/lib/contracts/api-keys";
import { budgets, budgetsPut } from "@/lib/contracts/budgets";
import { cancelEventEndpoint } from "@/lib/contracts/cancel-event";
import type { AnyEndpoint } from "@/lib/contracts/endpoint";
import { exportFile } from "@/lib/contracts/export";
import { graphQl } from "@/lib/contracts/graphql";
import { health, ready } from "@/lib/contracts/health";
import { imports } from "@/lib/contracts/imports";
import { meterChange, meterCreate, meterDelete, meterFind, meters } from "@/lib/contracts/meters";
import { openapi } from "@/lib/contracts/openapi";
import { openMeterEvents, openMeterIngest } from "@/lib/contracts/openmeter-events";
import { openMeterMeterCreate, openMeterMeterFind, openMeterMeters } from "@/lib/contracts/openmeter-meters";
import { openMeterQuery, openMeterQueryPost } from "@/lib/contracts/openmeter-query";
import { organizationDelete } from "@/lib/contracts/organization-delete";
import { activeOrganization, organizationsMine } from "@/lib/contracts/organizations-mine";
import { passwordChange, passwordReset, passwordResetConfirm } from "@/lib/contracts/password";
import { plans, plansPut } from "@/lib/contracts/plans";
import { priceQuote } from "@/lib/contracts/price-quote";
import { priceCreate, priceDelete, priceEnd, prices } from "@/lib/contracts/prices";
import { quotaDelete, quotas, quotasPut } from "@/lib/contracts/quotas";
import { recordEventsEndpoint } from "@/lib/contracts/record-events";
import { rejectedEventReplay, rejectedEvents } from "@/lib/contracts/rejected-events";
import { sessionEnd, sessions, sessionsEnd } from "@/lib/contracts/sessions";
import { settingsChange, settingsFind } from "@/lib/contracts/settings";
import { spendChanges } from "@/lib/contracts/spend-changes";
import { spendForecast } from "@/lib/contracts/spend-forecast";
import { spendEstimate, spendLines } from "@/lib/contracts/spend-lines";
import { spendSeries } from "@/lib/contracts/spend-series";
import { statementFind, statements } from "@/lib/contracts/statements";
import { subscription, subscriptionPut } from "@/lib/contracts/subscription";
import { teamChange, teamCreate, teamDelete, teams } from "@/lib/contracts/teams";
import { usageAnomalies } from "@/lib/contracts/usage-anomalies";
import { usageCheck } from "@/lib/contracts/usage-check";
import { usageEventFind, usageEvents } from "@/lib/contracts/usage-events";
import { usageForecast } from "@/lib/contracts/usage-forecast";
import { usageGranular } from "@/lib/contracts/usage-granular";
import { usageHeatmap } from "@/lib/contracts/usage-heatmap";
import { usagePeaks } from "@/lib/contracts/usage-peaks";
import { usageRequests } from "@/lib/contracts/usage-requests";
import { usageSeries } from "@/lib/contracts/usage-series";
import { usageStatistics } from "@/lib/contracts/usage-statistics";
import { usageTotals } from "@/lib/contracts/usage-totals";
import { usageTrace } from "@/lib/contracts/usage-trace";
import { usageTrends } from "@/lib/contracts/usage-trends";

/** Endpoints that belong together, as the reference lists them. */
export type EndpointGroup = { name: string; description: string; endpoints: readonly AnyEndpoint[] };

/** Every endpoint of the API: what the OpenAPI document and the reference page are made from. */
export const ENDPOINT_GROUPS: readonly EndpointGroup[] = [
  {
    name: "Usage",
    description: "Reading usage: exact at every instant, of one organization.",
    endpoints: [
      usageSeries,
      usageGranular,
      usageTotals,
      usageEvents,
      usageEventFind,
      usageRequests,
      usageTrace,
    ],
  },
  {
    name: "Analysis",
    description: "What the usage of one meter looks like: its shape, its course, its extremes.",
    endpoints: [usageStatistics, usageTrends, usagePeaks, usageHeatmap, usageForecast, usageAnomalies],
  },
  {
    name: "Events",
    description: "Writing: every event counts once, and everywhere as soon as it is acknowledged.",
    endpoints: [recordEventsEndpoint, cancelEventEndpoint, rejectedEvents, rejectedEventReplay, imports],
  },
  {
    name: "Spend",
    description: "What the usage costs, from the day to the invoice line, always the same sum.",
    endpoints: [
      spendSeries,
      spendLines,
      spendEstimate,
      spendChanges,
      spendForecast,
      statements,
      statementFind,
      exportFile,
    ],
  },
  {
    name: "Quotas and alerts",
    description: "Limits per meter and period, and who hears of it when they are reached.",
    endpoints: [
      ...[quotas, quotasPut, quotaDelete, usageCheck, budgets, budgetsPut],
      ...[alerts, alertsCheck, alertAcknowledge, alertResend, alertsRead],
      ...[alertRules, alertRuleCreate, alertRuleChange, alertRuleDelete, alertRulePreview],
      alertDestinations,
      alertDestinationCreate,
      alertDestinationChange,
      alertDestinationDelete,
      alertDestinationTest,
    ],
  },
  {
    name: "Meters",
    description: "What is measured: the built-in meters, and the organization's own.",
    endpoints: [meters, meterCreate, meterFind, meterChange, meterDelete],
  },
  {
    name: "Money",
    description: "What usage costs: prices, plans, the subscription, credits and discounts, and advice.",
    endpoints: [
      prices,
      priceCreate,
      priceEnd,
      priceDelete,
      priceQuote,
      plans,
      plansPut,
      subscription,
      subscriptionPut,
      adjustments,
      adjustmentCreate,
      adjustmentDelete,
      advice,
    ],
  },
  {
    name: "Organization",
    description:
      "How an organization counts its days, its periods and its money, how long it keeps events, and its teams. Deleting takes the usage along.",
    endpoints: [settingsFind, settingsChange, teams, teamCreate, teamChange, teamDelete, organizationDelete],
  },
  {
    name: "OpenMeter",
    description: "What OpenMeter's clients speak: the same events, meters and numbers.",
    endpoints: [
      openMeterIngest,
      openMeterEvents,
      openMeterMeters,
      openMeterMeterCreate,
      openMeterMeterFind,
      openMeterQuery,
      openMeterQueryPost,
    ],
  },
  {
    name: "API keys",
    description: "Keys for programs. Their scopes are ingest, read and admin; admin includes read.",
    endpoints: [apiKeys, apiKeyCreate, apiKeyChange, apiKeyRotate, apiKeyRevoke],
  },
  {
    name: "Account",
    description: "The signed-in person: name, password, sessions, organizations.",
    endpoints: [
      accountChange,
      accountSignUp,
      passwordChange,
      passwordReset,
      passwordResetConfirm,
      sessions,
      sessionEnd,
      sessionsEnd,
      organizationsMine,
      activeOrganization,
    ],
  },
  {
    name: "GraphQL",
    description: "Several answers in one request, with the fields that are wanted.",
    endpoints: [graphQl],
  },
  {
    name: "Service",
    description: "The state of the server, and this document.",
    endpoints: [health, ready, openapi],
  },
];
