import "server-only";
import type { AlertRuleAnswer } from "@/lib/contracts/alert-rules";
import type { AlertRule } from "@/lib/domain/alerts/rule";

/** A rule in the words of the contract. */
export function toRuleAnswer(rule: AlertRule, createdAt: Date | null): AlertRuleAnswer {
  return {
    id: rule.id,
    name: rule.name,
    kind: rule.kind,
    limit_of: rule.limitOf,
    usage_type: rule.usageType,
    team_id: rule.teamId,
    period: rule.period,
    thresholds: [...rule.thresholds],
    channels: [...rule.channels],
    enabled: rule.enabled,
    built_in: rule.builtIn,
    created_at: createdAt?.toISOString() ?? null,
  };
}
