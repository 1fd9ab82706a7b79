import "server-only";
import type { Db } from "@/db/client";
import { billingCalendar } from "@/lib/domain/quota/window";
import { priceBook } from "@/lib/domain/rating/price-book";
import { type BillingPeriod, billingPeriods } from "@/lib/domain/spend/billing-periods";
import { billedQuantity } from "@/lib/domain/spend/frozen";
import type { Tenant } from "@/lib/domain/viewer";
import { selectPriceVersions } from "@/lib/selectors/prices/select-price-versions";
import { type ClosedPeriod, selectClosedPeriods } from "@/lib/selectors/spend/select-statements";
import { readBilledKeys } from "@/lib/services/spend/read-bill";
import type { SpendPeriod } from "@/lib/services/spend/read-pieces";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/**
 * The billing periods that touch a range, with the prices that hold in them. A closed one has the prices that it was
 * closed with, and where events came later for it, only those count that were there by then.
 */
export async function readSpendPeriods(
  reader: UsageReader,
  tenant: Tenant,
  range: BillingPeriod,
): Promise<SpendPeriod[]> {
  const closed = await selectClosedPeriods(reader.tx, tenant.id);
  const periods = await readOpenPeriods(reader.tx, tenant, range, closed);
  const frozen = closed.filter(({ from, to }) => from < range.to && to > range.from);
  const changed = await changedSince(reader, frozen);
  return periods.map((period) => {
    const own = frozen.find(({ from }) => from.getTime() === period.from.getTime());
    return own ? { ...period, book: own.book, asOf: changed.has(own.number) ? own.closedAt : null } : period;
  });
}

/** The billing periods that touch a range as if none were closed, but cut as those that are. */
export async function readOpenPeriods(
  tx: Db,
  tenant: Tenant,
  range: BillingPeriod,
  closed: readonly BillingPeriod[],
): Promise<SpendPeriod[]> {
  const periods = billingPeriods(range, billingCalendar(tenant), closed);
  const last = periods.at(-1);
  if (!last) return [];
  const versions = await selectPriceVersions(tx, tenant.id, { before: last.to });
  return periods.map((period) => ({ ...period, book: priceBook(period, versions), asOf: null }));
}

/** The numbers of the closed periods whose usage is not what it was, of periods that follow each other. */
async function changedSince(reader: UsageReader, closed: readonly ClosedPeriod[]): Promise<Set<number>> {
  const now = await readBilledKeys(
    reader,
    closed.map((period) => ({ ...period, asOf: null })),
  );
  const differs = ({ keys }: ClosedPeriod, index: number) =>
    (now[index] ?? []).some((key) => {
      const before = keys.find((one) => one.usageType === key.usageType && one.currency === key.currency);
      return before?.quantity !== billedQuantity(key).quantity;
    });
  return new Set(closed.filter(differs).map(({ number }) => number));
}
