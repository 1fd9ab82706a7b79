import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { AdjustmentAnswer, Adjustments, AdjustmentsQuery } from "@/lib/contracts/adjustments";
import { subtractDecimals } from "@/lib/domain/decimal";
import { pageOf } from "@/lib/domain/page-of";
import type { UsedCredits } from "@/lib/domain/rating/adjustments";
import { type StoredAdjustment, selectAdjustments } from "@/lib/selectors/adjustments/select-adjustments";
import { selectUsedCredits } from "@/lib/selectors/spend/select-used-credits";

/** The organization's credits and discounts, the latest beginning first. */
export async function listAdjustments(
  { db, tenantId, tenant }: Context,
  query: AdjustmentsQuery,
): Promise<Adjustments> {
  return readAsTenant(db, tenantId, async (tx) => {
    const all = await selectAdjustments(tx, tenantId);
    const used = await selectUsedCredits(tx, tenantId);
    const { shown, pagination } = pageOf(all.reverse(), query);
    return { adjustments: shown.map((one) => toAdjustmentAnswer(one, tenant.currency, used)), pagination };
  });
}

/** An adjustment as it is told, with what closed periods have left of a credit. */
export function toAdjustmentAnswer(
  one: StoredAdjustment,
  currency: string,
  used: UsedCredits = new Map(),
): AdjustmentAnswer {
  const { id, kind, reason, validFrom, validUntil, createdAt } = one;
  return {
    id,
    kind,
    amount: one.kind === "credit" ? one.amount : null,
    remaining: one.kind === "credit" ? subtractDecimals(one.amount, used.get(id) ?? "0") : null,
    percent: one.kind === "discount" ? one.percent : null,
    currency,
    reason,
    valid_from: validFrom.toISOString(),
    valid_until: validUntil?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
  };
}
