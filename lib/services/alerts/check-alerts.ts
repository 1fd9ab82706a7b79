import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant, writeAsTenant } from "@/db/scope";
import { alertChanges } from "@/lib/domain/alerts/changes";
import { isAboutMoney } from "@/lib/domain/alerts/rule";
import { selectRecordedAlerts } from "@/lib/selectors/alerts/select-recorded-alerts";
import type { AlertRow, MeterNames } from "@/lib/services/alerts/alert-row";
import { findLimits } from "@/lib/services/alerts/find-limits";
import { findRules } from "@/lib/services/alerts/find-rules";
import { observeAnomalies } from "@/lib/services/alerts/observe-anomalies";
import { observeRules } from "@/lib/services/alerts/observe-rules";
import { recordChanges } from "@/lib/services/alerts/record-changes";
import { retryTransient } from "@/lib/services/retry-transient";
import { findMeters } from "@/lib/services/usage/usage-question";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

export type CheckedAlerts = { triggered: AlertRow[]; names: MeterNames };

/** Display names of the meters of a snapshot. */
export const meterNames = ({ meters }: UsageReader): MeterNames =>
  new Map(meters.map(({ key, displayName }) => [key, displayName]));

/** Units by meter key. */
export type MeterUnits = ReadonlyMap<string, string>;

/**
 * Looks at every enabled rule, or at those of one meter, and records what was crossed for the first time in its
 * period, what recovered, and what crossed again. Safe at any concurrency: an alert fires once.
 */
export async function checkAlerts(context: Context, usageType?: string): Promise<CheckedAlerts> {
  const { db, tenantId, now } = context;
  const seen = await readUsage(context, (reader) => observe(context, reader, usageType));
  const unusual = await observeAnomalies(context, seen.rules, seen.units);
  const observations = [...seen.observations, ...unusual];
  const recorded = await readAsTenant(db, tenantId, (tx) => selectRecordedAlerts(tx, tenantId, observations));
  const changes = alertChanges(observations, recorded, now);
  if (changes.crossed.length === 0 && changes.updates.length === 0)
    return { triggered: [], names: seen.names };
  const triggered = await retryTransient(() =>
    writeAsTenant(db, tenantId, (tx) => recordChanges(context, tx, changes, seen.names)),
  );
  return { triggered, names: seen.names };
}

async function observe(context: Context, reader: UsageReader, usageType: string | undefined) {
  if (usageType !== undefined) findMeters(reader.meters, [usageType], "usage_type");
  const isAsked = (one: { usageType: string | null }) =>
    usageType === undefined || one.usageType === usageType;
  const { quotas, budgets } = await findLimits(context, reader);
  // Money is of no meter.
  const limits = { quotas: quotas.filter(isAsked), budgets: usageType === undefined ? budgets : [] };
  const rules = (await findRules(reader, limits)).filter(
    (rule) => isAsked(rule) || (rule.usageType === null && !isAboutMoney(rule)),
  );
  const observations = (await observeRules(context, reader, rules, limits)).filter(isAsked);
  const units: MeterUnits = new Map(reader.meters.map(({ key, unit }) => [key, unit]));
  return { rules, observations, units, names: meterNames(reader) };
}
