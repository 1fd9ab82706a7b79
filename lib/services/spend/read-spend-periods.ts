import "server-only";
import type { Db } from "@/db/client";
import { billingCalendar } from "@/lib/domain/quota/window";
import { priceBook } from "@/lib/domain/rating/price-book";
import { type BillingPeriod, billingPeriods } from "@/lib/domain/spend/billing-periods";
import type { Tenant } from "@/lib/domain/viewer";
import { selectPriceVersions } from "@/lib/selectors/prices/select-price-versions";
import type { SpendPeriod } from "@/lib/services/spend/read-pieces";

/** The billing periods that touch a range, with the prices that hold in them, inside the caller's transaction. */
export async function readSpendPeriods(tx: Db, tenant: Tenant, range: BillingPeriod): Promise<SpendPeriod[]> {
  const periods = billingPeriods(range, billingCalendar(tenant));
  const last = periods.at(-1);
  if (!last) return [];
  const versions = await selectPriceVersions(tx, tenant.id, { before: last.to });
  return periods.map((period) => ({ ...period, book: priceBook(period, versions), asOf: null }));
}
