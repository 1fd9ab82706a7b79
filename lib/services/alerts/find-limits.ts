import "server-only";
import type { Context } from "@/db/context";
import type { Budget } from "@/lib/domain/quota/budget";
import type { EffectiveQuota } from "@/lib/domain/quota/quota";
import { selectBudgets } from "@/lib/selectors/quotas/select-budgets";
import { findQuotas } from "@/lib/services/quotas/find-quotas";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** What rules compare with. */
export type Limits = { quotas: readonly EffectiveQuota[]; budgets: readonly Budget[] };

/** The quotas and budgets that hold for an organization now. */
export async function findLimits(context: Pick<Context, "now">, reader: UsageReader): Promise<Limits> {
  return {
    quotas: await findQuotas(context, reader),
    budgets: await selectBudgets(reader.tx, reader.tenantId),
  };
}
