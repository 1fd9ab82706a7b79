import "server-only";
import type { Context } from "@/db/context";
import { type SpendLines, type SpendLinesQuery, spendBill } from "@/lib/contracts/spend-lines";
import { dayInMonth } from "@/lib/domain/calendar";
import { billingCalendar } from "@/lib/domain/quota/window";
import { type BillingPeriod, periodAt } from "@/lib/domain/spend/billing-periods";
import { startOfDay } from "@/lib/domain/time-zone";
import { selectStatement } from "@/lib/selectors/spend/select-statement";
import { selectClosedPeriods } from "@/lib/selectors/spend/select-statements";
import { readOpenBill } from "@/lib/services/spend/read-open-bill";
import { toCoverage } from "@/lib/services/usage/present-coverage";
import { readUsage } from "@/lib/services/usage/usage-reader";

/**
 * The lines of a billing period with their tiers, and its total: of a closed period what its statement says, of an open
 * one as of now. Amounts are decimal text in the currency's minor unit.
 */
export async function getSpendLines(context: Context, query: SpendLinesQuery): Promise<SpendLines> {
  const { tenant } = context;
  return readUsage(context, async (reader) => {
    const closed = await selectClosedPeriods(reader.tx, tenant.id);
    const period = askedPeriod(context, query.period, closed);
    const own = closed.find(({ from }) => from.getTime() === period.from.getTime());
    const stored = own && (await selectStatement(reader.tx, tenant.id, own.number));
    const bill = stored
      ? spendBill.parse(stored.bill)
      : (await readOpenBill(reader, tenant, period, closed)).answer;
    return { ...bill, meta: { ...coverageOf(context, period), currency: bill.currency } };
  });
}

/** The asked billing period: of a month, the one that begins in it. */
function askedPeriod(
  { tenant, now }: Context,
  asked: string,
  closed: readonly BillingPeriod[],
): BillingPeriod {
  const calendar = billingCalendar(tenant);
  const current = periodAt(now, calendar, closed);
  if (asked === "current") return current;
  if (asked === "previous") return periodAt(new Date(current.from.getTime() - 1), calendar, closed);
  const first = dayInMonth(`${asked}-01`, 0, tenant.billingAnchorDay);
  return periodAt(new Date(startOfDay(first, tenant.timezone)), calendar, closed);
}

function coverageOf(context: Context, period: BillingPeriod) {
  return toCoverage(context, { ...period, timezone: context.tenant.timezone }, null);
}
