import "server-only";
import type { Context } from "@/db/context";
import type { Observation } from "@/lib/domain/alerts/crossing";
import { type AlertRule, MONEY } from "@/lib/domain/alerts/rule";
import { forecastTotal } from "@/lib/domain/quota/projection";
import { billingCalendar, windowBefore } from "@/lib/domain/quota/window";
import type { Limits } from "@/lib/services/alerts/find-limits";
import { type Target, targetsOf } from "@/lib/services/alerts/rule-targets";
import { readMoney } from "@/lib/services/budgets/read-money";
import { readUsed, type UsedQuestion } from "@/lib/services/quotas/read-used";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/**
 * What the enabled rules see now, each for every meter and period that it is about: exact, from one snapshot. A rule
 * whose meter, quota or budget is gone sees nothing.
 */
export async function observeRules(
  context: Context,
  reader: UsageReader,
  rules: readonly AlertRule[],
  limits: Limits,
): Promise<Observation[]> {
  const enabled = rules.filter((rule) => rule.enabled);
  const targets = enabled.flatMap((rule) => targetsOf(context, reader, rule, limits));
  const ofMeters = targets.filter(({ usageType }) => usageType !== MONEY);
  const ofMoney = targets.filter(({ usageType }) => usageType === MONEY);
  const before = ofMeters.map((target) => toQuestionBefore(context, target));
  const used = await readUsed(reader, [...ofMeters.map(toQuestion), ...before]);
  const spent = await readMoney(reader, context.tenant, ofMoney);
  return [
    ...ofMeters.flatMap((target, at) =>
      observe(context.now, target, used[at] ?? "0", used[ofMeters.length + at] ?? "0"),
    ),
    ...ofMoney.map((target, at) => ({ ...target, value: spent[at] ?? "0" })),
  ];
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
