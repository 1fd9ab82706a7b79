import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { prices } from "@/db/schema";
import type { PriceVersion } from "@/lib/domain/rating/price-book";
import type { TenantId } from "@/lib/domain/viewer";

export type OwnPriceVersion = PriceVersion & { createdAt: Date };

/** All versions of the organization's own prices, in the order in which they come to hold. */
export async function selectOwnPrices(tx: Db, tenantId: TenantId): Promise<OwnPriceVersion[]> {
  return tx
    .select({
      id: prices.id,
      usageType: prices.usageType,
      validFrom: prices.validFrom,
      price: prices.terms,
      createdAt: prices.createdAt,
    })
    .from(prices)
    .where(and(eq(prices.organizationId, tenantId), isNull(prices.planKey)))
    .orderBy(asc(prices.validFrom), asc(prices.createdAt), asc(prices.id));
}
