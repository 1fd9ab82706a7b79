import "server-only";
import type { Context } from "@/db/context";
import { reachesRole } from "@/lib/auth/access";
import type { AlertRulePreview, AlertRulePreviewInput } from "@/lib/contracts/alert-rules";
import { pastCrossings, thresholdValue } from "@/lib/domain/alerts/back-test";
import { thresholdLevel } from "@/lib/domain/alerts/crossing";
import { isAboutMoney, MONEY } from "@/lib/domain/alerts/rule";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { isAdditive } from "@/lib/domain/meters";
import { dateIn } from "@/lib/domain/time-zone";
import { ForbiddenError } from "@/lib/errors";
import { findLimits } from "@/lib/services/alerts/find-limits";
import { type RuleHistory, readRuleHistories } from "@/lib/services/alerts/rule-history";
import { type Target, targetsOf } from "@/lib/services/alerts/rule-targets";
import { toNewRule } from "@/lib/services/alerts/to-new-rule";
import { alertThresholds } from "@/lib/services/quotas/alert-thresholds";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

const DAY_MS = 86_400_000;
const MOST_MOMENTS = 1000;
const MOST_SERIES = 20;

type Moment = AlertRulePreview["moments"][number];
type Series = AlertRulePreview["series"][number];

/**
 * When a rule would have fired in the last days, hour by hour (money and forecasts of longer periods: day by day), period
 * by period, with today's quotas. It sees what is known today: events that came late are where they belong.
 */
export async function previewAlertRule(
  context: Context,
  { body }: AlertRulePreviewInput,
): Promise<AlertRulePreview> {
  const { now } = context;
  const { days, ...asked } = body;
  const from = new Date(now.getTime() - days * DAY_MS);
  return readUsage(context, async (reader) => {
    const rule = toNewRule(asked, "preview", reader.meters);
    if (rule.kind === "anomaly")
      throw new InvalidInput("invalid_parameter", "kind", "is listed at /api/billing/usage/anomalies");
    if (isAboutMoney(rule) && !reachesRole(context.viewer, "finance"))
      throw new ForbiddenError("What was spent is shown to the role finance and above.");
    const targets = targetsOf(context, reader, rule, await findLimits(context, reader));
    refuseUnsummed(reader, targets);
    const histories = await readRuleHistories(context, reader, targets, from);
    const fired = histories
      .flatMap(momentsOf)
      .filter(({ at }) => at >= from.toISOString())
      .sort((a, b) => (a.at < b.at ? -1 : 1));
    return {
      ...{ fired: fired.length, days, from: from.toISOString(), to: now.toISOString() },
      moments: fired.slice(0, MOST_MOMENTS),
      series: histories.slice(0, MOST_SERIES).map((history) => toSeries(context, history, from)),
    };
  });
}

function refuseUnsummed({ meters }: UsageReader, targets: readonly Target[]): void {
  for (const { usageType } of targets) {
    const meter = meters.find(({ key }) => key === usageType);
    if (meter && !isAdditive(meter))
      throw new InvalidInput("invalid_parameter", "usage_type", "has values that do not add up hour by hour");
  }
}

const meterOf = ({ usageType }: Target) => (usageType === MONEY ? null : usageType);

function momentsOf({ target, periods }: RuleHistory): Moment[] {
  const { rule, period } = target;
  return periods.flatMap((past) =>
    pastCrossings(rule, past).map(({ at, periodStart, threshold, value }) => ({
      at: at.toISOString(),
      level: thresholdLevel(rule, threshold, alertThresholds()),
      ...{ usage_type: meterOf(target), period },
      period_start: periodStart.toISOString(),
      ...{ threshold, value },
    })),
  );
}

/** What the rule saw last on each day of the billing zone, and from which value its thresholds are crossed. */
function toSeries({ tenant }: Context, { target, periods }: RuleHistory, from: Date): Series {
  const { rule, unit, period } = target;
  const days = new Map<string, { value: string | null; base: string | null }>();
  for (const { steps, base } of periods)
    for (const { end, value } of steps)
      if (end > from) days.set(dateIn(end.getTime() - 1, tenant.timezone), { value, base });
  const seen = [...days.values()];
  return {
    ...{ usage_type: meterOf(target), unit, period, dates: [...days.keys()] },
    values: seen.map(({ value }) => value),
    limits: rule.thresholds.map((threshold) => ({
      threshold,
      values: seen.map(({ base }) => thresholdValue(rule, base, threshold)),
    })),
  };
}
