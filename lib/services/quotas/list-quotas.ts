import "server-only";
import type { Context } from "@/db/context";
import type { QuotaAnswer, Quotas } from "@/lib/contracts/quotas";
import { compareDecimals } from "@/lib/domain/decimal";
import { crossingOf, type Outlook } from "@/lib/domain/quota/outlook";
import type { EffectiveQuota, QuotaPeriod } from "@/lib/domain/quota/quota";
import { quotaRatio, quotaStatus } from "@/lib/domain/quota/status";
import { billingCalendar, quotaWindow } from "@/lib/domain/quota/window";
import type { Range } from "@/lib/domain/range";
import { alertThresholds } from "@/lib/services/quotas/alert-thresholds";
import { findQuotas } from "@/lib/services/quotas/find-quotas";
import { readOutlooks } from "@/lib/services/quotas/read-outlooks";
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
 * meter. Levels and crossings are compared exactly, from one snapshot.
 */
export async function listQuotas(context: Context): Promise<Quotas> {
  return readUsage(context, (reader) => readQuotas(context, reader));
}

/** The same inside a snapshot. */
export async function readQuotas(context: Context, reader: UsageReader): Promise<Quotas> {
  const measured = toMeasured(context, reader, await findQuotas(context, reader));
  const used = await readUsed(reader, measured.map(toQuestion));
  const standings = measured.map((one, at) => ({ one, used: used[at] ?? "0" }));
  // What is reached already is not going to be.
  const limited = standings.filter(({ one, used }) => {
    const limit = one.quota?.limit ?? null;
    return limit !== null && compareDecimals(used, limit) < 0;
  });
  const asked = limited.map(({ one, used }) => ({ ...toQuestion(one), period: one.period, used }));
  const outlooks = await readOutlooks(context, reader, asked);
  const outlookOf = new Map(limited.map((standing, at) => [standing, outlooks[at] ?? null]));
  const quotas = standings.map((standing) =>
    toAnswer(standing.one, standing.used, outlookOf.get(standing) ?? null),
  );
  return { quotas, first_crossing: firstCrossing(quotas) };
}

const toQuestion = ({ usageType, window: { from, to } }: Measured) => ({ usageType, teamId: null, from, to });

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
