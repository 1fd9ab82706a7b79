import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { toDecimal } from "@/lib/domain/decimal";
import { FIRST_PLAN } from "@/lib/domain/plans";
import { type Quota, toQuotaPeriod } from "@/lib/domain/quota/quota";
import type { TenantId } from "@/lib/domain/viewer";

type StoredQuota = Omit<Quota, "period"> & { period: string };
/** The quotas that an organization set itself, and those of the plan that it is subscribed to at an instant. */
export type StoredQuotas = { own: Quota[]; plan: readonly Quota[] };

/** An organization's own quotas and its plan's, by one statement: whatever looks at limits begins with it. */
export async function selectQuotas(db: Db, tenantId: TenantId, at: Date): Promise<StoredQuotas> {
  const { rows } = await db.execute<{ own: StoredQuota[] | null; plan: Quota[] | null }>(sql`
    select
      (select jsonb_agg(jsonb_build_object(
          'usageType', q.usage_type, 'period', q.period, 'limit', q."limit"::text, 'hard', q.hard))
        from quotas q where q.organization_id = ${tenantId}) as own,
      (select p.quotas from plans p where p.organization_id = ${tenantId} and p.key = coalesce(
        (select s.plan_key from subscriptions s
          where s.organization_id = ${tenantId} and s.valid_from <= ${at.toISOString()}::timestamptz
          order by s.valid_from desc, s.created_at desc, s.id desc limit 1), ${FIRST_PLAN})) as plan`);
  const { own, plan } = rows[0] ?? { own: null, plan: null };
  return {
    own: (own ?? []).map((quota) => ({
      ...quota,
      period: toQuotaPeriod(quota.period),
      limit: quota.limit === null ? null : toDecimal(quota.limit),
    })),
    plan: plan ?? [],
  };
}
