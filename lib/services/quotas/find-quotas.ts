import "server-only";
import { type EffectiveQuota, effectiveQuotas } from "@/lib/domain/quota/quota";
import { selectOwnQuotas } from "@/lib/selectors/quotas/select-own-quotas";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** The quotas that hold for an organization, of meters that it has; by meter and period. */
export async function findQuotas({ tx, tenantId, meters }: UsageReader): Promise<EffectiveQuota[]> {
  const known = new Set(meters.map(({ key }) => key));
  const own = await selectOwnQuotas(tx, tenantId);
  return effectiveQuotas(own, []).filter(({ usageType }) => known.has(usageType));
}
