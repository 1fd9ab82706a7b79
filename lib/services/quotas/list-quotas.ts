import "server-only";
import type { Context } from "@/db/context";
import type { QuotaAnswer, Quotas, QuotasQuery } from "@/lib/contracts/quotas";
import { compareDecimals } from "@/lib/domain/decimal";
import { crossingOf, type Outlook } from "@/lib/domain/quota/outlook";
import type { EffectiveQuota, QuotaPeriod } from "@/lib/domain/quota/quota";
import { quotaRatio, quotaStatus } from "@/lib/domain/quota/status";
import { billingCalendar, quotaWindow } from "@/lib/domain/quota/window";
import type { Range } from "@/lib/domain/range";
import { alertThresholds } from "@/lib/services/quotas/alert-thresholds";
import { findQuotas } from "@/lib/services/quotas/find-quotas";
import { type Learned, readLearned } from "@/lib/services/quotas/read-learned";
import { outlookOf } from "@/lib/services/quotas/read-outlooks";
import { readUsed } from "@/lib/services/quotas/read-used";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

/** A meter with its quota, or without any (`quota` undefined), and the window that usage is counted over. */
type Measured = {
  usageType: string;
  displayName: string;
  unit: string;
  period: QuotaPeriod;
  window: Range;
  quota: EffectiveQuota | undefined;
};

/**
 * Every quota with what is used of it in its current period of the billing zone, and every meter without one; by
 * meter. Levels and crossings are compared exactly, from one snapshot. Without projections no history is read.
 */
export async function listQuotas(
  context: Context,
  { projected = true }: Partial<QuotasQuery> = {},
): Promise<Quotas> {
  return readUsage(context, (reader) => readQuotas(context, reader, projected));
}

/** The same inside a snapshot. */
export async function readQuotas(context: Context, reader: UsageReader, projected = true): Promise<Quotas> {
  const measured = toMeasured(context, reader, await findQuotas(context, reader));
  const learned = projected ? await learnLimited(context, reader, measured) : new Map<Measured, Learned>();
  const others = measured.filter((one) => !learned.has(one));
  const used = await readUsed(reader, others.map(toQuestion));
  const usedOf = new Map(others.map((one, at) => [one, used[at] ?? "0"]));
  const quotas = measured.map((one) => {
    const known = learned.get(one);
    return known
      ? toAnswer(one, known.used, projectedOutlook(one, known, context.now))
      : toAnswer(one, usedOf.get(one) ?? "0", null);
  });
  return { quotas, first_crossing: firstCrossing(quotas) };
}

/** What the limited quotas of meters that add up are judged by: their usage is in what is learned for the forecast. */
async function learnLimited(
  context: Context,
  reader: UsageReader,
  measured: readonly Measured[],
): Promise<Map<Measured, Learned>> {
  const limited = measured.filter(({ quota }) => (quota?.limit ?? null) !== null);
  const learned = await readLearned(context, reader, limited.map(toQuestion));
  return new Map(limited.flatMap((one, at) => (learned[at] ? [[one, learned[at]] as const] : [])));
}

function projectedOutlook(one: Measured, learned: Learned, now: Date): Outlook | null {
  // What is reached already is not going to be.
  if (compareDecimals(learned.used, one.quota?.limit ?? "0") >= 0) return null;
  return outlookOf(learned, toQuestion(one), now);
}

const toQuestion = ({ usageType, period, window: { from, to } }: Measured) => ({
  ...{ usageType, period, teamId: null, from, to },
});

function toMeasured(
  { tenant, now }: Context,
  { meters }: UsageReader,
  quotas: readonly EffectiveQuota[],
): Measured[] {
  const calendar = billingCalendar(tenant);
  return meters.flatMap(({ key: usageType, displayName, unit }) => {
    const own = quotas.filter((quota) => quota.usageType === usageType);
    const measure = (period: QuotaPeriod, quota?: EffectiveQuota): Measured => ({
      ...{ usageType, displayName, unit, period, quota, window: quotaWindow(now, period, calendar) },
    });
    return own.length === 0 ? [measure("billing_period")] : own.map((quota) => measure(quota.period, quota));
  });
}

function toAnswer(
  { usageType, displayName, unit, period, window, quota }: Measured,
  used: string,
  outlook: Outlook | null,
): QuotaAnswer {
  const limit = quota?.limit ?? null;
  return {
    usage_type: usageType,
    display_name: displayName,
    unit,
    limit,
    period,
    hard: quota?.hard ?? false,
    source: quota?.source ?? null,
    period_start: window.from.toISOString(),
    period_end: window.to.toISOString(),
    used,
    ratio: quotaRatio(used, limit),
    status: quotaStatus(used, quota?.limit, alertThresholds()),
    projected_crossing: crossingOf(outlook, used, limit)?.toISOString() ?? null,
  };
}

function firstCrossing(quotas: readonly QuotaAnswer[]): Quotas["first_crossing"] {
  const crossings = quotas.flatMap(({ usage_type, period, projected_crossing: at }) =>
    at === null ? [] : [{ usage_type, period, at }],
  );
  return crossings.sort((a, b) => (a.at < b.at ? -1 : 1))[0] ?? null;
}
