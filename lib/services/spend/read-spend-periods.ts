import "server-only";
import type { Db } from "@/db/client";
import { spendBill } from "@/lib/contracts/spend-lines";
import { billingCalendar } from "@/lib/domain/quota/window";
import { priceBook } from "@/lib/domain/rating/price-book";
import { type BillingPeriod, billingPeriods } from "@/lib/domain/spend/billing-periods";
import { billedQuantity } from "@/lib/domain/spend/frozen";
import { type StatedAmounts, statedAmounts } from "@/lib/domain/spend/stated";
import type { Tenant } from "@/lib/domain/viewer";
import { selectPriceVersions } from "@/lib/selectors/prices/select-price-versions";
import { selectStatement } from "@/lib/selectors/spend/select-statement";
import { type ClosedPeriod, selectClosedPeriods } from "@/lib/selectors/spend/select-statements";
import { answerableBook, isArchived } from "@/lib/services/spend/answerable-book";
import { readBilledKeys } from "@/lib/services/spend/read-bill";
import type { SpendPeriod } from "@/lib/services/spend/read-pieces";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/**
 * The billing periods that touch a range, with the prices that hold in them. A closed one has the prices that it was
 * closed with, and where events came later for it, only those count that were there by then; what its statement says
 * is with it where that takes events which may not be there any more.
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
  const stated = new Map<number, StatedAmounts>();
  for (const period of frozen.filter((one) => changed.has(one.number) || isArchived(reader, one)))
    stated.set(period.number, await readStated(reader, period.number));
  return periods.map((period) => {
    const own = frozen.find(({ from }) => from.getTime() === period.from.getTime());
    if (!own) return period;
    const known = stated.get(own.number);
    const asOf = changed.has(own.number) ? own.closedAt : null;
    return { ...period, book: own.book, asOf, ...(known && { stated: known }) };
  });
}

async function readStated({ tx, tenantId }: UsageReader, number: number): Promise<StatedAmounts> {
  const { lines, other_currencies } = spendBill.parse((await selectStatement(tx, tenantId, number))?.bill);
  return statedAmounts([...lines, ...other_currencies.flatMap((other) => other.lines)]);
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
    closed.map((period) => ({ ...period, book: answerableBook(reader, period), asOf: null })),
  );
  const differs = ({ keys }: ClosedPeriod, index: number) =>
    (now[index] ?? []).some((key) => {
      const before = keys.find((one) => one.usageType === key.usageType && one.currency === key.currency);
      return before?.quantity !== billedQuantity(key).quantity;
    });
  return new Set(closed.filter(differs).map(({ number }) => number));
}
