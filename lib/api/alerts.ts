import { call } from "@/lib/api/call";
import {
  type AlertRulePreviewInput,
  alertRuleChange,
  alertRuleCreate,
  alertRuleDelete,
  alertRulePreview,
  alertRules,
  type NewAlertRule,
} from "@/lib/contracts/alert-rules";
import { type AlertsQuery, alertAcknowledge, alertResend, alerts, alertsRead } from "@/lib/contracts/alerts";
import { budgets, budgetsPut } from "@/lib/contracts/budgets";
import { type QuotasPutInput, quotaDelete, quotas, quotasPut } from "@/lib/contracts/quotas";

type RuleChange = { id: string; name?: string; thresholds?: string[]; enabled?: boolean };

export const fetchQuotas = (signal?: AbortSignal) => call(quotas, {}, signal);
export const putQuotas = (body: QuotasPutInput["body"]) => call(quotasPut, { body });
export const deleteQuota = (usage_type: string) => call(quotaDelete, { usage_type });
export const fetchBudgets = (signal?: AbortSignal) => call(budgets, {}, signal);
export const putBudgets = (body: { period: "billing_period"; amount: string | null }[]) =>
  call(budgetsPut, { body });
export const fetchAlerts = (query: AlertsQuery, signal?: AbortSignal) => call(alerts, query, signal);
export const readAlerts = (ids?: string[]) => call(alertsRead, { body: ids === undefined ? {} : { ids } });
export const acknowledgeAlert = (id: string) => call(alertAcknowledge, { id });
export const resendAlert = (id: string) => call(alertResend, { id });
export const fetchAlertRules = (signal?: AbortSignal) => call(alertRules, { page: 1, limit: 200 }, signal);
export const createAlertRule = (body: NewAlertRule) => call(alertRuleCreate, { body });
export const changeAlertRule = ({ id, ...body }: RuleChange) => call(alertRuleChange, { id, body });
export const deleteAlertRule = (id: string) => call(alertRuleDelete, { id });
export const previewAlertRule = (body: AlertRulePreviewInput["body"], signal?: AbortSignal) =>
  call(alertRulePreview, { body }, signal);
