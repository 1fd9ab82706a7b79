import "server-only";
import type { Db } from "@/db/client";
import { type PriceBook, priceBook } from "@/lib/domain/rating/price-book";
import type { TenantId } from "@/lib/domain/viewer";
import { selectPriceVersions } from "@/lib/selectors/prices/select-price-versions";

export type PricedPeriod = {
  from: Date;
  to: Date;
  /** Only what was known then: a closed period keeps the prices that it was closed with. */
  knownAt?: Date | undefined;
};

/**
 * Which price holds for each priced key (meters, `credits`, `plan_fee`) in which segment of a billing period, inside the
 * caller's transaction: the organization's own price, else that of its plan at the time.
 */
export async function readPriceBook(
  tx: Db,
  tenantId: TenantId,
  { from, to, knownAt }: PricedPeriod,
): Promise<PriceBook> {
  return priceBook({ from, to }, await selectPriceVersions(tx, tenantId, { before: to, knownAt }));
}
