import "server-only";
import {
  and,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  ne,
  notExists,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Db } from "@/db/client";
import { alertDeliveries, alertReads, alerts } from "@/db/schema";
import type { Level } from "@/lib/domain/quota/status";
import type { TenantId } from "@/lib/domain/viewer";

export type StoredAlert = typeof alerts.$inferSelect;
export type StoredDelivery = typeof alertDeliveries.$inferSelect;
export type AlertFilter = {
  usageType?: string | undefined;
  level?: Level | undefined;
  /** Of the instants at which alerts fired; the end is excluded. */
  range?: { from: Date; to: Date } | undefined;
  /** Only alerts that stand in a period that lasts at this instant. */
  currentAt?: Date | undefined;
  /** Whether alerts about money are among them: theirs is no meter. */
  money: boolean;
};

function conditions(tenantId: TenantId, filter: AlertFilter): SQL | undefined {
  const { usageType, level, range, currentAt, money } = filter;
  return and(
    eq(alerts.organizationId, tenantId),
    usageType === undefined ? undefined : eq(alerts.usageType, usageType),
    level === undefined ? undefined : eq(alerts.level, level),
    range && and(gte(alerts.triggeredAt, range.from), lt(alerts.triggeredAt, range.to)),
    currentAt &&
      and(
        gt(alerts.periodEnd, currentAt),
        sql`(${alerts.recoveredAt} is null or ${alerts.recrossedAt} >= ${alerts.recoveredAt})`,
      ),
    money ? undefined : and(ne(alerts.kind, "spend"), ne(alerts.usageType, "")),
  );
}

/** A page of an organization's alerts, the newest first, and how many there are in all. */
export async function selectAlerts(
  db: Db,
  tenantId: TenantId,
  filter: AlertFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; rows: StoredAlert[] }> {
  const matching = conditions(tenantId, filter);
  const [counted] = await db.select({ total: count() }).from(alerts).where(matching);
  const rows = await db
    .select()
    .from(alerts)
    .where(matching)
    // Of those that fired together the gravest comes first.
    .orderBy(desc(alerts.triggeredAt), desc(alerts.threshold), desc(alerts.id))
    .limit(limit)
    .offset(offset);
  return { total: counted?.total ?? 0, rows };
}

/** One alert. */
export async function selectAlert(
  db: Db,
  tenantId: TenantId,
  id: string,
  { money }: { money: boolean },
): Promise<StoredAlert | undefined> {
  const [row] = await db
    .select()
    .from(alerts)
    .where(and(conditions(tenantId, { money }), eq(alerts.id, id)));
  return row;
}

/** What was sent of some alerts, in the order it was queued. */
export async function selectDeliveries(
  db: Db,
  tenantId: TenantId,
  alertIds: readonly string[],
): Promise<StoredDelivery[]> {
  if (alertIds.length === 0) return [];
  return db
    .select()
    .from(alertDeliveries)
    .where(and(eq(alertDeliveries.organizationId, tenantId), inArray(alertDeliveries.alertId, [...alertIds])))
    .orderBy(alertDeliveries.createdAt, alertDeliveries.channel, alertDeliveries.id);
}

/** Which of some alerts a person has seen. */
export async function selectReadIds(
  db: Db,
  tenantId: TenantId,
  userId: string,
  alertIds: readonly string[],
): Promise<Set<string>> {
  if (alertIds.length === 0) return new Set();
  const rows = await db
    .select({ id: alertReads.alertId })
    .from(alertReads)
    .where(
      and(
        eq(alertReads.organizationId, tenantId),
        eq(alertReads.userId, userId),
        inArray(alertReads.alertId, [...alertIds]),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/** The alerts that people were told of, that nobody acknowledged, and that this person has not seen. */
export async function selectUnreadIds(
  db: Db,
  tenantId: TenantId,
  userId: string,
  filter: AlertFilter,
): Promise<string[]> {
  const seen = db
    .select({ one: sql`1` })
    .from(alertReads)
    .where(
      and(
        eq(alertReads.organizationId, alerts.organizationId),
        eq(alertReads.alertId, alerts.id),
        eq(alertReads.userId, userId),
      ),
    );
  const rows = await db
    .select({ id: alerts.id })
    .from(alerts)
    .where(
      and(
        conditions(tenantId, filter),
        eq(alerts.notified, true),
        isNull(alerts.acknowledgedAt),
        notExists(seen),
      ),
    );
  return rows.map(({ id }) => id);
}
