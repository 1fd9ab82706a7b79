import "server-only";
import type { Context } from "@/db/context";
import type { Observation } from "@/lib/domain/alerts/crossing";
import { type AlertRule, isAboutMoney, MONEY } from "@/lib/domain/alerts/rule";
import type { Budget } from "@/lib/domain/quota/budget";
import type { EffectiveQuota, QuotaPeriod } from "@/lib/domain/quota/quota";
import { billingCalendar, quotaWindow } from "@/lib/domain/quota/window";
import type { Limits } from "@/lib/services/alerts/find-limits";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** What a rule is to be looked at for, before anything is measured. */
export type Target = Omit<Observation, "value">;

/**
 * The meters, or money, and the periods that a rule is about now, with the limits that it compares with: none where
 * its meter, quota or budget is gone.
 */
export function targetsOf(
  { tenant, now }: Pick<Context, "tenant" | "now">,
  { meters }: Pick<UsageReader, "meters">,
  rule: AlertRule,
  { quotas, budgets }: Limits,
): Target[] {
  const target = (usageType: string, period: QuotaPeriod, base: string | null): Target[] => {
    const unit = usageType === MONEY ? tenant.currency : meters.find(({ key }) => key === usageType)?.unit;
    const { from, to } = quotaWindow(now, period, billingCalendar(tenant));
    return unit === undefined ? [] : [{ rule, usageType, unit, period, from, to, base }];
  };
  if (rule.limitOf === "quota")
    return quotas
      .filter((quota) => isAbout(rule, quota))
      .flatMap(({ usageType, period, limit }) => (limit === null ? [] : target(usageType, period, limit)));
  if (rule.limitOf === "budget")
    return budgets
      .filter((budget) => isOfPeriod(rule, budget))
      .flatMap(({ period, amount }) => target(MONEY, period, amount));
  // Days are judged as a whole, when they are over: see observeAnomalies.
  if (rule.kind === "anomaly") return [];
  if (isAboutMoney(rule)) return target(MONEY, rule.period, null);
  return rule.usageType === null ? [] : target(rule.usageType, rule.period, null);
}

/** A built-in rule is about one limit, another one about those of every period. */
const isOfPeriod = (rule: AlertRule, { period }: Pick<Budget, "period">): boolean =>
  !rule.builtIn || rule.period === period;

const isAbout = (rule: AlertRule, quota: EffectiveQuota): boolean =>
  isOfPeriod(rule, quota) && (rule.usageType === null || rule.usageType === quota.usageType);
