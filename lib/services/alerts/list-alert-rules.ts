import "server-only";
import type { Context } from "@/db/context";
import { reachesRole } from "@/lib/auth/access";
import type { AlertRules, AlertRulesQuery } from "@/lib/contracts/alert-rules";
import { isAboutMoney } from "@/lib/domain/alerts/rule";
import { pageOf } from "@/lib/domain/page-of";
import { selectAlertRules } from "@/lib/selectors/alerts/select-alert-rules";
import { findLimits } from "@/lib/services/alerts/find-limits";
import { findRules } from "@/lib/services/alerts/find-rules";
import { toRuleAnswer } from "@/lib/services/alerts/to-rule-answer";
import { readUsage } from "@/lib/services/usage/usage-reader";

/** A page of the rules: the built-in ones by their quota, then the organization's own, the oldest first. */
export async function listAlertRules(context: Context, query: AlertRulesQuery): Promise<AlertRules> {
  return readUsage(context, async (reader) => {
    const money = reachesRole(context.viewer, "finance");
    const rules = await findRules(reader, await findLimits(context, reader));
    const seen = rules.filter((rule) => money || !isAboutMoney(rule));
    const stored = await selectAlertRules(reader.tx, context.tenantId);
    const createdAt = new Map(stored.map((rule) => [rule.id, rule.createdAt]));
    const { shown, pagination } = pageOf(seen, query);
    const alert_rules = shown.map((rule) => toRuleAnswer(rule, createdAt.get(rule.id) ?? null));
    return { alert_rules, pagination };
  });
}
