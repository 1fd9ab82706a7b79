import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { plans } from "@/db/schema";
import type { Quota } from "@/lib/domain/quota/quota";
import type { TenantId } from "@/lib/domain/viewer";

export type StoredPlan = {
  key: string;
  name: string;
  description: string | null;
  position: number;
  quotas: readonly Quota[];
};

/** The organization's plans, from the smallest to the largest. */
export async function selectPlans(tx: Db, tenantId: TenantId): Promise<StoredPlan[]> {
  return tx
    .select({
      key: plans.key,
      name: plans.name,
      description: plans.description,
      position: plans.position,
      quotas: plans.quotas,
    })
    .from(plans)
    .where(eq(plans.organizationId, tenantId))
    .orderBy(asc(plans.position), asc(plans.key));
}
