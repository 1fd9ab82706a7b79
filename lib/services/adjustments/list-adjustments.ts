import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { AdjustmentAnswer, Adjustments, AdjustmentsQuery } from "@/lib/contracts/adjustments";
import { pageOf } from "@/lib/domain/page-of";
import { type StoredAdjustment, selectAdjustments } from "@/lib/selectors/adjustments/select-adjustments";

/** The organization's credits and discounts, the latest beginning first. */
export async function listAdjustments(
  { db, tenantId, tenant }: Context,
  query: AdjustmentsQuery,
): Promise<Adjustments> {
  const all = await readAsTenant(db, tenantId, (tx) => selectAdjustments(tx, tenantId));
  const { shown, pagination } = pageOf(all.reverse(), query);
  return { adjustments: shown.map((one) => toAdjustmentAnswer(one, tenant.currency)), pagination };
}

/** An adjustment as it is told. */
export function toAdjustmentAnswer(one: StoredAdjustment, currency: string): AdjustmentAnswer {
  const { id, kind, reason, validFrom, createdAt } = one;
  return {
    id,
    kind,
    amount: one.kind === "credit" ? one.amount : null,
    percent: one.kind === "discount" ? one.percent : null,
    currency,
    reason,
    valid_from: validFrom.toISOString(),
    valid_until: one.kind === "discount" ? (one.validUntil?.toISOString() ?? null) : null,
    created_at: createdAt.toISOString(),
  };
}
