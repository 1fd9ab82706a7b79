import "server-only";
import { type AlertRule, builtInQuotaRule, joinRules } from "@/lib/domain/alerts/rule";
import type { EffectiveQuota } from "@/lib/domain/quota/quota";
import { selectAlertRules } from "@/lib/selectors/alerts/select-alert-rules";
import { alertThresholds } from "@/lib/services/quotas/alert-thresholds";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** The rules that hold for an organization: one for each limited quota, and its own; muted ones among them. */
export async function findRules(
  { tx, tenantId, meters }: UsageReader,
  quotas: readonly EffectiveQuota[],
): Promise<AlertRule[]> {
  const names = new Map(meters.map(({ key, displayName }) => [key, displayName]));
  const thresholds = alertThresholds();
  const builtIns = quotas
    .filter(({ limit }) => limit !== null)
    .map((quota) => builtInQuotaRule(quota, names.get(quota.usageType) ?? quota.usageType, thresholds));
  return joinRules(builtIns, await selectAlertRules(tx, tenantId));
}
