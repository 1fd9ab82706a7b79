import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { alertRules } from "@/db/schema";
import { type AlertRule, CHANNELS, LIMITS, RULE_KINDS } from "@/lib/domain/alerts/rule";
import { toDecimal } from "@/lib/domain/decimal";
import { toQuotaPeriod } from "@/lib/domain/quota/quota";
import type { TenantId } from "@/lib/domain/viewer";

export type StoredRule = AlertRule & { createdAt: Date; updatedAt: Date };
type Row = typeof alertRules.$inferSelect;

function toStoredRule({ organizationId: _, ...row }: Row): StoredRule {
  const kind = RULE_KINDS.find((known) => known === row.kind);
  if (!kind) throw new Error(`The database holds a rule of the unknown kind ${row.kind}.`);
  return {
    ...row,
    kind,
    limitOf: LIMITS.find((known) => known === row.limitOf) ?? null,
    period: toQuotaPeriod(row.period),
    thresholds: row.thresholds.map(toDecimal),
    channels: CHANNELS.filter((known) => row.channels.includes(known)),
  };
}

/** The rules that an organization made, and the built-in ones that it changed; the oldest first. */
export async function selectAlertRules(db: Db, tenantId: TenantId): Promise<StoredRule[]> {
  const rows = await db
    .select()
    .from(alertRules)
    .where(eq(alertRules.organizationId, tenantId))
    .orderBy(asc(alertRules.createdAt), asc(alertRules.id));
  return rows.map(toStoredRule);
}

/** One of those rules. */
export async function selectAlertRule(
  db: Db,
  tenantId: TenantId,
  id: string,
): Promise<StoredRule | undefined> {
  const rows = await db
    .select()
    .from(alertRules)
    .where(and(eq(alertRules.organizationId, tenantId), eq(alertRules.id, id)));
  return rows.map(toStoredRule)[0];
}
