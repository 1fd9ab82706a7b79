import "server-only";
import type { SpendBill } from "@/lib/contracts/spend-lines";
import { toTotals } from "@/lib/domain/fold";
import type { PriceBook } from "@/lib/domain/rating/price-book";
import type { BilledKey } from "@/lib/domain/spend/bill";
import type { BillingPeriod } from "@/lib/domain/spend/billing-periods";
import { joinCorrections } from "@/lib/domain/spend/correction-lines";
import type { Tenant } from "@/lib/domain/viewer";
import { selectCorrections } from "@/lib/selectors/spend/select-corrections";
import { toBillBlock } from "@/lib/services/spend/present-bill";
import { readAdjustments } from "@/lib/services/spend/read-adjustments";
import { readBilledKeys, settleBills } from "@/lib/services/spend/read-bill";
import { readOpenPeriods } from "@/lib/services/spend/read-spend-periods";
import { readTotals, type UsageReader } from "@/lib/services/usage/usage-reader";

/** A period that is not closed as it stands, and what it is made of. */
export type OpenBill = { answer: SpendBill; keys: BilledKey[]; book: PriceBook };

/** Rates an open billing period from what is recorded by now; `closed` are the closed periods, which never overlap it. */
export async function readOpenBill(
  reader: UsageReader,
  tenant: Tenant,
  period: BillingPeriod,
  closed: readonly BillingPeriod[],
): Promise<OpenBill> {
  const [open] = await readOpenPeriods(reader.tx, tenant, period, closed);
  if (!open) throw new Error("A billing period begins before it ends.");
  const [keys = []] = await readBilledKeys(reader, [open]);
  const adjustments = await readAdjustments(reader, tenant, open, closed);
  const corrections = joinCorrections(await selectCorrections(reader.tx, tenant.id, open));
  const settling = { ...open, currency: tenant.currency, adjustments, corrections };
  const [bill, ...others] = settleBills(keys, settling);
  const answer: SpendBill = {
    ...toBillBlock(bill, reader.meters),
    period_start: open.from.toISOString(),
    period_end: open.to.toISOString(),
    status: "open",
    statement: null,
    other_currencies: others.map((other) => toBillBlock(other, reader.meters)),
    unpriced: await readUnpriced(reader, open, open.book),
  };
  return { answer, keys, book: open.book };
}

/** The meters that were used in a period in which nothing prices them. */
async function readUnpriced(
  reader: UsageReader,
  { from, to }: BillingPeriod,
  book: PriceBook,
): Promise<string[]> {
  const meters = reader.meters.filter(({ key }) => !book.has(key));
  const query = { meters, dimensions: [], filters: {}, spans: [{ start: from, end: to }], asOf: null };
  return toTotals(await readTotals(reader, query))
    .map(({ meter }) => meter)
    .sort();
}
