import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { quotas } from "@/db/schema";
import { toDecimal } from "@/lib/domain/decimal";
import type { Quota } from "@/lib/domain/quota/quota";
import { toQuotaPeriod } from "@/lib/domain/quota/quota";
import type { TenantId } from "@/lib/domain/viewer";

/** The quotas that an organization set itself. */
export async function selectOwnQuotas(db: Db, tenantId: TenantId): Promise<Quota[]> {
  const rows = await db
    .select({ usageType: quotas.usageType, period: quotas.period, limit: quotas.limit, hard: quotas.hard })
    .from(quotas)
    .where(eq(quotas.organizationId, tenantId));
  return rows.map(({ period, limit, ...row }) => ({
    ...row,
    period: toQuotaPeriod(period),
    limit: limit === null ? null : toDecimal(limit),
  }));
}
