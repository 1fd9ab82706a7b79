import "server-only";
import type { Context } from "@/db/context";
import { type EffectiveQuota, effectiveQuotas } from "@/lib/domain/quota/quota";
import { selectQuotas } from "@/lib/selectors/quotas/select-quotas";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** The quotas that hold for an organization now, its own or else its plan's, of meters that it has; by meter and period. */
export async function findQuotas(
  { now }: Pick<Context, "now">,
  { tx, tenantId, meters }: UsageReader,
): Promise<EffectiveQuota[]> {
  const known = new Set(meters.map(({ key }) => key));
  const { own, plan } = await selectQuotas(tx, tenantId, now);
  return effectiveQuotas(own, plan).filter(({ usageType }) => known.has(usageType));
}
