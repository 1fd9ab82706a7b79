import "server-only";
import { type Adjustment, lessUsed } from "@/lib/domain/rating/adjustments";
import { settleBill } from "@/lib/domain/spend/bill";
import type { BillingPeriod } from "@/lib/domain/spend/billing-periods";
import { joinCorrections } from "@/lib/domain/spend/correction-lines";
import type { Tenant } from "@/lib/domain/viewer";
import { selectAdjustments } from "@/lib/selectors/adjustments/select-adjustments";
import { selectCorrections } from "@/lib/selectors/spend/select-corrections";
import { selectUsedCredits } from "@/lib/selectors/spend/select-used-credits";
import { readBilledKeys } from "@/lib/services/spend/read-bill";
import { readOpenPeriods } from "@/lib/services/spend/read-spend-periods";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/**
 * The adjustments as they stand where an open period begins: of a credit what is left after the statements of closed
 * periods, and after open ones before it as they stand now. Amounts are decimal text in the organization's currency.
 */
export async function readAdjustments(
  reader: UsageReader,
  tenant: Tenant,
  period: BillingPeriod,
  closed: readonly BillingPeriod[],
): Promise<Adjustment[]> {
  const granted: Adjustment[] = await selectAdjustments(reader.tx, tenant.id);
  const first = granted.find(({ kind, validFrom }) => kind === "credit" && validFrom < period.from);
  if (!first) return granted;
  const left = lessUsed(granted, await selectUsedCredits(reader.tx, tenant.id));
  const settled = closed.findLast(({ to }) => to <= period.from && to > first.validFrom)?.to;
  const from = settled ?? first.validFrom;
  if (from >= period.from) return left;
  return afterOpenPeriods(reader, tenant, { from, to: period.from, closed }, left);
}

/** What open periods of a range, which none of the closed ones touches, leave of the credits. */
async function afterOpenPeriods(
  reader: UsageReader,
  tenant: Tenant,
  { closed, ...range }: BillingPeriod & { closed: readonly BillingPeriod[] },
  adjustments: Adjustment[],
): Promise<Adjustment[]> {
  const periods = await readOpenPeriods(reader.tx, tenant, range, closed);
  const keys = await readBilledKeys(reader, periods);
  let left = adjustments;
  for (const [index, open] of periods.entries()) {
    const corrections = joinCorrections(await selectCorrections(reader.tx, tenant.id, open));
    const billing = { ...open, currency: tenant.currency, adjustments: left };
    const { applied } = settleBill(keys[index] ?? [], corrections, billing);
    left = lessUsed(left, new Map(applied.map(({ id, amount }) => [id, amount])));
  }
  return left;
}
