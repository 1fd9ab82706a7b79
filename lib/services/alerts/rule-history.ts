import "server-only";
import { setImmediate } from "node:timers/promises";
import type { Context } from "@/db/context";
import { type PastPeriod, type PastStep, runningTotals } from "@/lib/domain/alerts/back-test";
import { bucketEdges } from "@/lib/domain/buckets";
import { addDecimals } from "@/lib/domain/decimal";
import { groupBy } from "@/lib/domain/group-by";
import { paceOutlook, trustedTotal } from "@/lib/domain/quota/outlook";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";
import { billingCalendar, quotaWindow } from "@/lib/domain/quota/window";
import type { Range } from "@/lib/domain/range";
import { readSteps, type Step, stepInterval } from "@/lib/services/alerts/read-steps";
import type { Target } from "@/lib/services/alerts/rule-targets";
import { LEARNED } from "@/lib/services/quotas/read-learned";
import { outlookAt } from "@/lib/services/quotas/read-outlooks";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** What a rule would have seen of a target in each period that touches the time since `from`. */
export type RuleHistory = { target: Target; periods: readonly PastPeriod[] };

/**
 * Goes through the past of a rule's targets, step by step, with today's limits. A forecast is made anew at each step from
 * what had happened until then; of a day every sixth hour.
 */
export async function readRuleHistories(
  context: Context,
  reader: UsageReader,
  targets: readonly Target[],
  from: Date,
): Promise<RuleHistory[]> {
  const histories: RuleHistory[] = [];
  for (const group of groupBy(targets, stepInterval).values()) {
    const steps = await readSteps(context, reader, group, from);
    for (const target of group) {
      const own = steps.get(target.usageType) ?? [];
      histories.push({ target, periods: await periodsOf(context, target, own, from) });
    }
  }
  return histories;
}

async function periodsOf(
  context: Context,
  target: Target,
  steps: readonly Step[],
  from: Date,
): Promise<PastPeriod[]> {
  const windows = windowsOf(context, target.period, steps);
  const within = ({ from, to }: Range) => steps.filter(({ start }) => start >= from && start < to);
  const periods: PastPeriod[] = [];
  for (const [at, window] of windows.entries()) {
    // Periods before the time that is asked for are only there to be compared with, or learned from.
    if (window.to <= from) continue;
    const own = within(window);
    const before = windows[at - 1];
    const { kind } = target.rule;
    const base = kind === "rise" ? addDecimals(before ? within(before).map(amountOf) : []) : target.base;
    const seen = kind === "forecast" ? await foreseen(context, target, steps, window) : runningTotals(own);
    periods.push({ from: window.from, to: window.to, steps: seen, base });
  }
  return periods;
}

const amountOf = ({ amount }: Step) => amount;

/** The periods that the steps are in, the oldest first. */
function windowsOf({ tenant }: Context, period: QuotaPeriod, steps: readonly Step[]): Range[] {
  const calendar = billingCalendar(tenant);
  const windows: Range[] = [];
  for (const { start } of steps) {
    const last = windows.at(-1);
    if (!last || start >= last.to) windows.push(quotaWindow(start, period, calendar));
  }
  return windows;
}

const DAY_MS = 86_400_000;
const HOURS_BETWEEN = 6;

/** What would have been forecast at the end of each step of a period. */
async function foreseen(
  { tenant }: Context,
  { period }: Target,
  steps: readonly Step[],
  window: Range,
): Promise<PastStep[]> {
  const { interval, days } = LEARNED[period];
  const calendar = billingCalendar(tenant);
  const buckets = bucketEdges({ ...window, ...calendar, interval, now: window.from });
  const within = steps.filter(({ start }) => start >= window.from && start < window.to);
  const amounts = new Map(within.map(({ date, amount }) => [date, amount]));
  const own = runningTotals(within);
  const every = interval === "hour" ? HOURS_BETWEEN : 1;
  const seen: PastStep[] = [];
  for (const [at, { end, value: used }] of own.entries()) {
    if ((at + 1) % every > 0 && at + 1 < own.length) continue;
    // Others are served between two of them.
    await setImmediate();
    const learned = end.getTime() - days * DAY_MS;
    const past = steps.filter(({ start }) => start.getTime() >= learned && start < window.from);
    const present = buckets.map((bucket) => {
      const amount = bucket.start < end ? (amounts.get(bucket.date) ?? "0") : null;
      return { ...bucket, amount, count: 0, partial: bucket.end > end };
    });
    const known = [...past, ...present];
    const outlook = outlookAt(known, { period, from: window.from }, end) ?? paceOutlook(used, window, end);
    seen.push({ end, value: trustedTotal(outlook, window, end) });
  }
  return seen;
}
