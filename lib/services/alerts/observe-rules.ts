import "server-only";
import type { Context } from "@/db/context";
import type { Observation } from "@/lib/domain/alerts/crossing";
import type { AlertRule } from "@/lib/domain/alerts/rule";
import { forecastTotal } from "@/lib/domain/quota/projection";
import type { EffectiveQuota, QuotaPeriod } from "@/lib/domain/quota/quota";
import { billingCalendar, quotaWindow, windowBefore } from "@/lib/domain/quota/window";
import { readUsed, type UsedQuestion } from "@/lib/services/quotas/read-used";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** What a rule is to be looked at for, before anything is measured. */
export type Target = Omit<Observation, "value">;

/**
 * What the enabled rules see now, each for every meter and period that it is about: exact, from one snapshot. A rule
 * about a meter or quota that is gone sees nothing.
 */
export async function observeRules(
  context: Context,
  reader: UsageReader,
  rules: readonly AlertRule[],
  quotas: readonly EffectiveQuota[],
): Promise<Observation[]> {
  const targets = rules
    .filter(({ enabled }) => enabled)
    .flatMap((rule) => targetsOf(context, reader, rule, quotas));
  const before = targets.map((target) => toQuestionBefore(context, target));
  const used = await readUsed(reader, [...targets.map(toQuestion), ...before]);
  return targets.flatMap((target, at) =>
    observe(context.now, target, used[at] ?? "0", used[targets.length + at] ?? "0"),
  );
}

/** The meters and periods that a rule is about, with the limits that it compares with. */
export function targetsOf(
  { tenant, now }: Pick<Context, "tenant" | "now">,
  { meters }: Pick<UsageReader, "meters">,
  rule: AlertRule,
  quotas: readonly EffectiveQuota[],
): Target[] {
  const target = (usageType: string, period: QuotaPeriod, base: string | null): Target[] => {
    const meter = meters.find(({ key }) => key === usageType);
    const { from, to } = quotaWindow(now, period, billingCalendar(tenant));
    return meter ? [{ rule, usageType, unit: meter.unit, period, from, to, base }] : [];
  };
  if (rule.limitOf === "quota")
    return quotas
      .filter((quota) => isAbout(rule, quota))
      .flatMap(({ usageType, period, limit }) => (limit === null ? [] : target(usageType, period, limit)));
  return rule.usageType === null ? [] : target(rule.usageType, rule.period, null);
}

/** A built-in rule is about one quota, another one about all quotas of its meter, or of every meter. */
function isAbout(rule: AlertRule, { usageType, period }: EffectiveQuota): boolean {
  if (rule.builtIn && rule.period !== period) return false;
  return rule.usageType === null || rule.usageType === usageType;
}

const toQuestion = ({ usageType, rule, from, to }: Target): UsedQuestion => ({
  ...{ usageType, teamId: rule.teamId, from, to },
});

/** The same of the period before where a rule compares with it; elsewhere the same question, which costs nothing. */
function toQuestionBefore({ tenant }: Context, target: Target): UsedQuestion {
  if (target.rule.kind !== "rise") return toQuestion(target);
  const { from, to } = windowBefore(target.from, target.period, billingCalendar(tenant));
  return { ...toQuestion(target), from, to };
}

function observe(now: Date, target: Target, used: string, before: string): Observation[] {
  const { kind } = target.rule;
  if (kind === "rise") return [{ ...target, value: used, base: before }];
  const value = kind === "forecast" ? forecastTotal(used, target, now) : used;
  return value === null ? [] : [{ ...target, value }];
}
