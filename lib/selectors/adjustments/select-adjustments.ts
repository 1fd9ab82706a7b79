import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { adjustments } from "@/db/schema";
import { toDecimal } from "@/lib/domain/decimal";
import type { Adjustment } from "@/lib/domain/rating/adjustments";
import type { TenantId } from "@/lib/domain/viewer";

export type StoredAdjustment = Adjustment & { createdAt: Date };

/** The organization's credits and discounts by their beginning. */
export async function selectAdjustments(tx: Db, tenantId: TenantId): Promise<StoredAdjustment[]> {
  const rows = await tx
    .select()
    .from(adjustments)
    .where(eq(adjustments.organizationId, tenantId))
    .orderBy(asc(adjustments.validFrom), asc(adjustments.createdAt), asc(adjustments.id));
  return rows.map(toAdjustment);
}

function toAdjustment({
  amount,
  percent,
  validUntil,
  ...row
}: typeof adjustments.$inferSelect): StoredAdjustment {
  const { id, reason, validFrom, createdAt } = row;
  const granted = { id, reason, validFrom, validUntil, createdAt };
  if (amount !== null) return { ...granted, kind: "credit", amount: toDecimal(amount) };
  if (percent !== null) return { ...granted, kind: "discount", percent: toDecimal(percent) };
  throw new Error(`The adjustment ${id} has neither an amount nor a percentage.`);
}
