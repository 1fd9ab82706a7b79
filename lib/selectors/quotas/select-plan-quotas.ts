import "server-only";
import { and, desc, eq, lte } from "drizzle-orm";
import type { Db } from "@/db/client";
import { plans, subscriptions } from "@/db/schema";
import { FIRST_PLAN } from "@/lib/domain/plans";
import type { Quota } from "@/lib/domain/quota/quota";
import type { TenantId } from "@/lib/domain/viewer";

/** The quotas of the plan that an organization is subscribed to at an instant. */
export async function selectPlanQuotas(db: Db, tenantId: TenantId, at: Date): Promise<readonly Quota[]> {
  const [held] = await db
    .select({ plan: subscriptions.planKey })
    .from(subscriptions)
    .where(and(eq(subscriptions.organizationId, tenantId), lte(subscriptions.validFrom, at)))
    .orderBy(desc(subscriptions.validFrom), desc(subscriptions.createdAt), desc(subscriptions.id))
    .limit(1);
  const [plan] = await db
    .select({ quotas: plans.quotas })
    .from(plans)
    .where(and(eq(plans.organizationId, tenantId), eq(plans.key, held?.plan ?? FIRST_PLAN)));
  return plan?.quotas ?? [];
}
