import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "@/db/context";
import type { alerts } from "@/db/schema";
import { publicUrl } from "@/lib/auth/session-cookie";
import type { NewCrossing } from "@/lib/domain/alerts/changes";
import { thresholdLevel } from "@/lib/domain/alerts/crossing";
import type { AlertMessage } from "@/lib/domain/alerts/message";
import { RULE_KINDS } from "@/lib/domain/alerts/rule";
import { toDecimal } from "@/lib/domain/decimal";
import { toQuotaPeriod } from "@/lib/domain/quota/quota";
import { LEVELS } from "@/lib/domain/quota/status";
import { alertSentence } from "@/lib/services/alerts/alert-words";
import { alertThresholds } from "@/lib/services/quotas/alert-thresholds";

export type AlertRow = typeof alerts.$inferSelect;
/** Display names by meter key. */
export type MeterNames = ReadonlyMap<string, string>;

/** A crossing as the row that it becomes; nobody has been told yet. */
export function toAlertRow({ tenantId, now }: Context, { observation, threshold }: NewCrossing): AlertRow {
  const { rule, value } = observation;
  return {
    organizationId: tenantId,
    id: randomUUID(),
    ruleId: rule.id,
    ruleName: rule.name,
    kind: rule.kind,
    level: thresholdLevel(rule, threshold, alertThresholds()),
    usageType: observation.usageType,
    teamId: rule.teamId,
    unit: observation.unit,
    period: observation.period,
    periodStart: observation.from,
    periodEnd: observation.to,
    threshold,
    base: observation.base,
    valueAtCrossing: value,
    valueNow: value,
    notified: false,
    triggeredAt: now,
    recoveredAt: null,
    recrossedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
  };
}

/** An alert's closed fields, and its sentence; throws on what the checks of the table do not let in. */
export function readAlertRow(row: AlertRow, names: MeterNames) {
  const level = LEVELS.find((known) => known === row.level);
  const kind = RULE_KINDS.find((known) => known === row.kind);
  if (!level || !kind) throw new Error(`The database holds an alert of ${row.kind} at ${row.level}.`);
  const fields = {
    ...{ level, kind, teamId: row.teamId, unit: row.unit, period: toQuotaPeriod(row.period) },
    usageType: row.usageType === "" ? null : row.usageType,
    threshold: toDecimal(row.threshold),
    base: row.base === null ? null : toDecimal(row.base),
    value: toDecimal(row.valueAtCrossing),
  };
  const meterName = fields.usageType === null ? null : (names.get(row.usageType) ?? row.usageType);
  return { ...fields, summary: alertSentence({ ...fields, meterName }) };
}

/** What the channels are told of an alert. */
export function toAlertMessage({ tenant, now }: Context, row: AlertRow, names: MeterNames): AlertMessage {
  const { level, kind, teamId, unit, period, usageType, threshold, base, value, summary } = readAlertRow(
    row,
    names,
  );
  return {
    type: "alert.triggered",
    timestamp: now.toISOString(),
    data: {
      ...{ id: row.id, level, kind, unit, period, threshold, base, summary },
      organization: { id: tenant.id, slug: tenant.slug, name: tenant.name },
      ...{ rule_id: row.ruleId, rule_name: row.ruleName, usage_type: usageType, team_id: teamId },
      ...{ period_start: row.periodStart.toISOString(), period_end: row.periodEnd.toISOString() },
      value_at_crossing: value,
      url: `${publicUrl()}/alerts#${row.id}`,
    },
  };
}
