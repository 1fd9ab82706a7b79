import { call } from "@/lib/api/call";
import type { AlertRuleChangeInput, AlertRulePreviewInput, NewAlertRule } from "@/lib/contracts/alert-rules";
import type { AlertsQuery } from "@/lib/contracts/alerts";
import type { QuotasPutInput, QuotasQuery } from "@/lib/contracts/quotas";

const ofAlerts = () => import("@/lib/contracts/alerts");
const ofBudgets = () => import("@/lib/contracts/budgets");
const ofQuotas = () => import("@/lib/contracts/quotas");
const ofRules = () => import("@/lib/contracts/alert-rules");

export type RuleChange = { id: string } & AlertRuleChangeInput["body"];

export const fetchQuotas = (query: QuotasQuery, signal?: AbortSignal) =>
  call(async () => (await ofQuotas()).quotas, query, signal);
export const putQuotas = (body: QuotasPutInput["body"]) =>
  call(async () => (await ofQuotas()).quotasPut, { body });
export const deleteQuota = (usage_type: string) =>
  call(async () => (await ofQuotas()).quotaDelete, { usage_type });

export const fetchBudgets = (signal?: AbortSignal) =>
  call(async () => (await ofBudgets()).budgets, {}, signal);
export const putBudgets = (body: { period: "billing_period"; amount: string | null }[]) =>
  call(async () => (await ofBudgets()).budgetsPut, { body });

export const fetchAlerts = (query: AlertsQuery, signal?: AbortSignal) =>
  call(async () => (await ofAlerts()).alerts, query, signal);
export const readAlerts = (ids?: string[]) =>
  call(async () => (await ofAlerts()).alertsRead, { body: ids === undefined ? {} : { ids } });
export const acknowledgeAlert = (id: string) => call(async () => (await ofAlerts()).alertAcknowledge, { id });
export const resendAlert = (id: string) => call(async () => (await ofAlerts()).alertResend, { id });

export const fetchAlertRules = (signal?: AbortSignal) =>
  call(async () => (await ofRules()).alertRules, { page: 1, limit: 200 }, signal);
export const createAlertRule = (body: NewAlertRule) =>
  call(async () => (await ofRules()).alertRuleCreate, { body });
export const changeAlertRule = ({ id, ...body }: RuleChange) =>
  call(async () => (await ofRules()).alertRuleChange, { id, body });
export const deleteAlertRule = (id: string) => call(async () => (await ofRules()).alertRuleDelete, { id });
export const previewAlertRule = (body: AlertRulePreviewInput["body"], signal?: AbortSignal) =>
  call(async () => (await ofRules()).alertRulePreview, { body }, signal);
