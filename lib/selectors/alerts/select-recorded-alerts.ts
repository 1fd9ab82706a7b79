import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { alerts } from "@/db/schema";
import type { RecordedAlert } from "@/lib/domain/alerts/changes";
import type { Observation } from "@/lib/domain/alerts/crossing";
import { toDecimal } from "@/lib/domain/decimal";
import type { TenantId } from "@/lib/domain/viewer";

/** The alerts of the rules and periods that some observations are of. */
export async function selectRecordedAlerts(
  db: Db,
  tenantId: TenantId,
  observations: readonly Observation[],
): Promise<RecordedAlert[]> {
  if (observations.length === 0) return [];
  const rules = [...new Set(observations.map(({ rule }) => rule.id))];
  const starts = [...new Set(observations.map(({ from }) => from.getTime()))].map((time) => new Date(time));
  const rows = await db
    .select({
      id: alerts.id,
      ruleId: alerts.ruleId,
      usageType: alerts.usageType,
      period: alerts.period,
      periodStart: alerts.periodStart,
      threshold: alerts.threshold,
      valueNow: alerts.valueNow,
      recoveredAt: alerts.recoveredAt,
      recrossedAt: alerts.recrossedAt,
    })
    .from(alerts)
    .where(
      and(
        eq(alerts.organizationId, tenantId),
        inArray(alerts.ruleId, rules),
        inArray(alerts.periodStart, starts),
      ),
    )
    .orderBy(alerts.id);
  return rows.map((row) => ({
    ...row,
    threshold: toDecimal(row.threshold),
    valueNow: toDecimal(row.valueNow),
  }));
}
