import "server-only";
import Big from "big.js";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { alerts } from "@/db/schema";
import { unnestRows } from "@/db/unnest-rows";
import { type AlertChanges, type AlertUpdate, type NewCrossing, placeOf } from "@/lib/domain/alerts/changes";
import { type AlertRow, type MeterNames, toAlertMessage, toAlertRow } from "@/lib/services/alerts/alert-row";
import { queueDeliveries } from "@/lib/services/deliveries/queue-deliveries";

/**
 * Writes what observations changed, and answers with the alerts that are new. Their unique key decides who is first
 * among concurrent checks and after a restart; only the first tells anybody, in the same transaction.
 */
export async function recordChanges(
  context: Context,
  tx: Db,
  { crossed, updates }: AlertChanges,
  names: MeterNames,
): Promise<AlertRow[]> {
  await noteUpdates(context, tx, updates);
  if (crossed.length === 0) return [];
  const made = await insertAlerts(context, tx, crossed);
  for (const row of await highestOfEach(context, tx, made)) {
    await tx
      .update(alerts)
      .set({ notified: true })
      .where(and(eq(alerts.organizationId, context.tenantId), eq(alerts.id, row.id)));
    row.notified = true;
    const channels = crossed.find(({ observation }) => observation.rule.id === row.ruleId)?.observation.rule
      .channels;
    await queueDeliveries(context, tx, toAlertMessage(context, row, names), channels ?? []);
  }
  return made;
}

/** In one order for everybody: whoever comes second waits at the first row, and then finds them all. */
async function insertAlerts(context: Context, tx: Db, crossed: readonly NewCrossing[]): Promise<AlertRow[]> {
  const rows = crossed
    .map((crossing) => ({ place: placeOf(crossing.observation), row: toAlertRow(context, crossing) }))
    .sort((a, b) => order(a.place, b.place) || new Big(a.row.threshold).cmp(b.row.threshold))
    .map(({ row }) => row);
  const made = await tx.insert(alerts).values(rows).onConflictDoNothing().returning({ id: alerts.id });
  const ids = new Set(made.map(({ id }) => id));
  return rows.filter(({ id }) => ids.has(id));
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of several thresholds of one rule and period that are new the highest; none where a higher one was told before. */
async function highestOfEach({ tenantId }: Context, tx: Db, made: readonly AlertRow[]): Promise<AlertRow[]> {
  const rules = [...new Set(made.map(({ ruleId }) => ruleId))];
  if (rules.length === 0) return [];
  const starts = [...new Set(made.map(({ periodStart }) => periodStart))];
  const recorded = await tx
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.organizationId, tenantId),
        inArray(alerts.ruleId, rules),
        inArray(alerts.periodStart, starts),
      ),
    );
  return made.filter((row) =>
    recorded
      .filter((other) => placeOf(other) === placeOf(row))
      .every((other) => new Big(other.threshold).lte(row.threshold)),
  );
}

async function noteUpdates({ tenantId }: Context, tx: Db, updates: readonly AlertUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  const rows = updates.map(({ id, valueNow, recoveredAt, recrossedAt }) => ({
    ...{ id, value_now: valueNow },
    recovered_at: recoveredAt?.toISOString() ?? null,
    recrossed_at: recrossedAt?.toISOString() ?? null,
  }));
  const types = {
    id: "uuid",
    value_now: "numeric",
    recovered_at: "timestamptz",
    recrossed_at: "timestamptz",
  };
  await tx.execute(sql`
    update alerts set value_now = u.value_now, recovered_at = u.recovered_at, recrossed_at = u.recrossed_at
    from ${unnestRows(rows, types, "u")}
    where alerts.organization_id = ${tenantId} and alerts.id = u.id`);
}
