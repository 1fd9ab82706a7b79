import "server-only";
import type { Context } from "@/db/context";
import type { Observation } from "@/lib/domain/alerts/crossing";
import { type AlertRule, MONEY } from "@/lib/domain/alerts/rule";
import { trustedTotal } from "@/lib/domain/quota/outlook";
import { billingCalendar, windowBefore } from "@/lib/domain/quota/window";
import type { Limits } from "@/lib/services/alerts/find-limits";
import { type Target, targetsOf } from "@/lib/services/alerts/rule-targets";
import { readMoney } from "@/lib/services/budgets/read-money";
import { readOutlooks } from "@/lib/services/quotas/read-outlooks";
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
  const seen = ofMeters.map((target, at) => ({
    ...{ ...target, value: used[at] ?? "0" },
    base: target.rule.kind === "rise" ? (used[ofMeters.length + at] ?? "0") : target.base,
  }));
  const spent = await readMoney(reader, context.tenant, ofMoney);
  return [
    ...seen.filter(({ rule }) => rule.kind !== "forecast"),
    ...(await foresee(
      context,
      reader,
      seen.filter(({ rule }) => rule.kind === "forecast"),
    )),
    ...ofMoney.map((target, at) => ({ ...target, value: spent[at] ?? "0" })),
  ];
}

/** What the period will come to, in place of what it came to so far; nothing where that cannot be told. */
async function foresee(
  context: Context,
  reader: UsageReader,
  observations: readonly Observation[],
): Promise<Observation[]> {
  const asked = observations.map((one) => ({ ...toQuestion(one), period: one.period }));
  const outlooks = await readOutlooks(context, reader, asked);
  return observations.flatMap((one, at) => {
    const value = trustedTotal(outlooks[at] ?? null, one, context.now);
    return value === null ? [] : [{ ...one, value }];
  });
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
