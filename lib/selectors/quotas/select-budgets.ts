import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { budgets } from "@/db/schema";
import { toDecimal } from "@/lib/domain/decimal";
import type { Budget } from "@/lib/domain/quota/budget";
import { toQuotaPeriod } from "@/lib/domain/quota/quota";
import type { TenantId } from "@/lib/domain/viewer";

/** The budgets of an organization, by period. */
export async function selectBudgets(db: Db, tenantId: TenantId): Promise<Budget[]> {
  const rows = await db
    .select({ period: budgets.period, amount: budgets.amount })
    .from(budgets)
    .where(eq(budgets.organizationId, tenantId))
    .orderBy(budgets.period);
  return rows.map(({ period, amount }) => ({ period: toQuotaPeriod(period), amount: toDecimal(amount) }));
}
