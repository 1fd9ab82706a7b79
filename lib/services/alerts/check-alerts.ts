import "server-only";
import type { Context } from "@/db/context";
import { writeAsTenant } from "@/db/scope";
import { alertChanges } from "@/lib/domain/alerts/changes";
import { isAboutMoney } from "@/lib/domain/alerts/rule";
import { selectRecordedAlerts } from "@/lib/selectors/alerts/select-recorded-alerts";
import type { AlertRow, MeterNames } from "@/lib/services/alerts/alert-row";
import { findLimits } from "@/lib/services/alerts/find-limits";
import { findRules } from "@/lib/services/alerts/find-rules";
import { observeRules } from "@/lib/services/alerts/observe-rules";
import { recordChanges } from "@/lib/services/alerts/record-changes";
import { retryTransient } from "@/lib/services/retry-transient";
import { findMeters } from "@/lib/services/usage/usage-question";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

export type CheckedAlerts = { triggered: AlertRow[]; names: MeterNames };

/** Display names of the meters of a snapshot. */
export const meterNames = ({ meters }: UsageReader): MeterNames =>
  new Map(meters.map(({ key, displayName }) => [key, displayName]));

/**
 * Looks at every enabled rule, or at those of one meter, and records what was crossed for the first time in its
 * period, what recovered, and what crossed again. Safe at any concurrency: an alert fires once.
 */
export async function checkAlerts(context: Context, usageType?: string): Promise<CheckedAlerts> {
  const { changes, names } = await readUsage(context, async (reader) => {
    if (usageType !== undefined) findMeters(reader.meters, [usageType], "usage_type");
    const isAsked = (one: { usageType: string | null }) =>
      usageType === undefined || one.usageType === usageType;
    const { quotas, budgets } = await findLimits(context, reader);
    // Money is of no meter.
    const limits = { quotas: quotas.filter(isAsked), budgets: usageType === undefined ? budgets : [] };
    const rules = (await findRules(reader, limits)).filter(
      (rule) => usageType === undefined || !isAboutMoney(rule),
    );
    const observations = (await observeRules(context, reader, rules, limits)).filter(isAsked);
    const recorded = await selectRecordedAlerts(reader.tx, context.tenantId, observations);
    return { changes: alertChanges(observations, recorded, context.now), names: meterNames(reader) };
  });
  if (changes.crossed.length === 0 && changes.updates.length === 0) return { triggered: [], names };
  const triggered = await retryTransient(() =>
    writeAsTenant(context.db, context.tenantId, (tx) => recordChanges(context, tx, changes, names)),
  );
  return { triggered, names };
}
