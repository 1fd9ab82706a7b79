import "server-only";
import type { Context } from "@/db/context";
import { reachesRole } from "@/lib/auth/access";
import type { AlertRulePreview, AlertRulePreviewInput } from "@/lib/contracts/alert-rules";
import { pastCrossings } from "@/lib/domain/alerts/back-test";
import { thresholdLevel } from "@/lib/domain/alerts/crossing";
import { isAboutMoney, MONEY } from "@/lib/domain/alerts/rule";
import { addDecimals } from "@/lib/domain/decimal";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { isAdditive } from "@/lib/domain/meters";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";
import { billingCalendar, quotaWindow } from "@/lib/domain/quota/window";
import type { Range } from "@/lib/domain/range";
import type { Span } from "@/lib/domain/usage-query";
import { ForbiddenError } from "@/lib/errors";
import { findLimits } from "@/lib/services/alerts/find-limits";
import { readSteps, stepsOf } from "@/lib/services/alerts/read-steps";
import { type Target, targetsOf } from "@/lib/services/alerts/rule-targets";
import { toNewRule } from "@/lib/services/alerts/to-new-rule";
import { alertThresholds } from "@/lib/services/quotas/alert-thresholds";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

const DAY_MS = 86_400_000;
const MOST_MOMENTS = 1000;

type Moment = AlertRulePreview["moments"][number];

/**
 * When a rule would have fired in the last days, hour by hour (money: day by day), period by period, with today's quotas. It sees what is
 * known today: events that came late are where they belong.
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
    const steps = stepsOf(context, targets, from);
    const amounts = await readSteps(context, reader, targets, steps);
    const moments = targets.flatMap((target) =>
      momentsOf(context, target, steps, amounts.get(target.usageType) ?? []),
    );
    const fired = moments.filter(({ at }) => at >= from.toISOString()).sort((a, b) => (a.at < b.at ? -1 : 1));
    return {
      ...{ fired: fired.length, days, from: from.toISOString(), to: now.toISOString() },
      moments: fired.slice(0, MOST_MOMENTS),
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

function momentsOf(
  context: Context,
  target: Target,
  steps: readonly Span[],
  used: readonly string[],
): Moment[] {
  const { rule, usageType, period } = target;
  const windows = windowsOf(context, period, steps);
  const amounts = windows.map((window) =>
    steps.flatMap(({ start, end }, at) =>
      start >= window.from && start < window.to ? [{ end, amount: used[at] ?? "0" }] : [],
    ),
  );
  // The first period is only there to be compared with.
  const first = rule.kind === "rise" ? 1 : 0;
  return windows.slice(first).flatMap(({ from, to }, at) => {
    const before = amounts[at]?.map(({ amount }) => amount) ?? [];
    const base = rule.kind === "rise" ? addDecimals(before) : target.base;
    const past = { from, to, steps: amounts[at + first] ?? [], base };
    return pastCrossings(rule, past).map(({ at: moment, periodStart, threshold, value }) => ({
      at: moment.toISOString(),
      level: thresholdLevel(rule, threshold, alertThresholds()),
      usage_type: usageType === MONEY ? null : usageType,
      period_start: periodStart.toISOString(),
      ...{ threshold, value },
    }));
  });
}

/** The periods that the steps are in, the oldest first. */
function windowsOf({ tenant }: Context, period: QuotaPeriod, steps: readonly Span[]): Range[] {
  const calendar = billingCalendar(tenant);
  const windows: Range[] = [];
  for (const { start } of steps) {
    const last = windows.at(-1);
    if (!last || start >= last.to) windows.push(quotaWindow(start, period, calendar));
  }
  return windows;
}
