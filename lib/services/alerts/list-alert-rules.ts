import "server-only";
import type { Context } from "@/db/context";
import { reachesRole } from "@/lib/auth/access";
import type { AlertRules, AlertRulesQuery } from "@/lib/contracts/alert-rules";
import { isAboutMoney } from "@/lib/domain/alerts/rule";
import { selectAlertRules } from "@/lib/selectors/alerts/select-alert-rules";
import { findLimits } from "@/lib/services/alerts/find-limits";
import { findRules } from "@/lib/services/alerts/find-rules";
import { toRuleAnswer } from "@/lib/services/alerts/to-rule-answer";
import { readUsage } from "@/lib/services/usage/usage-reader";

/** A page of the rules: the built-in ones by their quota, then the organization's own, the oldest first. */
export async function listAlertRules(
  context: Context,
  { page, limit }: AlertRulesQuery,
): Promise<AlertRules> {
  return readUsage(context, async (reader) => {
    const money = reachesRole(context.viewer, "finance");
    const rules = await findRules(reader, await findLimits(context, reader));
    const shown = rules.filter((rule) => money || !isAboutMoney(rule));
    const stored = await selectAlertRules(reader.tx, context.tenantId);
    const createdAt = new Map(stored.map((rule) => [rule.id, rule.createdAt]));
    const onPage = shown.slice((page - 1) * limit, page * limit);
    return {
      alert_rules: onPage.map((rule) => toRuleAnswer(rule, createdAt.get(rule.id) ?? null)),
      pagination: {
        ...{ page, limit, total_items: shown.length, total_pages: Math.ceil(shown.length / limit) },
        next_cursor: null,
      },
    };
  });
}
