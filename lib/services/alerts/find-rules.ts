import "server-only";
import { type AlertRule, builtInBudgetRule, builtInQuotaRule, joinRules } from "@/lib/domain/alerts/rule";
import { selectAlertRules } from "@/lib/selectors/alerts/select-alert-rules";
import type { Limits } from "@/lib/services/alerts/find-limits";
import { alertThresholds } from "@/lib/services/quotas/alert-thresholds";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** The rules that hold for an organization: one for each limited quota and each budget, and its own; muted ones among them. */
export async function findRules(
  { tx, tenantId, meters }: UsageReader,
  { quotas, budgets }: Limits,
): Promise<AlertRule[]> {
  const names = new Map(meters.map(({ key, displayName }) => [key, displayName]));
  const thresholds = alertThresholds();
  const ofQuotas = quotas
    .filter(({ limit }) => limit !== null)
    .map((quota) => builtInQuotaRule(quota, names.get(quota.usageType) ?? quota.usageType, thresholds));
  const ofBudgets = budgets.map(({ period }) => builtInBudgetRule(period, thresholds));
  return joinRules([...ofQuotas, ...ofBudgets], await selectAlertRules(tx, tenantId));
}
