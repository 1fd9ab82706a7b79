import "server-only";
import type { Context } from "@/db/context";
import type { SpendEstimate, SpendEstimateInput } from "@/lib/contracts/spend-lines";
import { addDecimals } from "@/lib/domain/decimal";
import { billingCalendar } from "@/lib/domain/quota/window";
import { type Range, resolveRange } from "@/lib/domain/range";
import type { Price } from "@/lib/domain/rating/price";
import { type BilledKey, dueOf } from "@/lib/domain/spend/bill";
import { type BillingPeriod, billingPeriods } from "@/lib/domain/spend/billing-periods";
import { toPrice } from "@/lib/services/prices/to-price";
import { toBillBlock } from "@/lib/services/spend/present-bill";
import { readBilledKeys, settleBills } from "@/lib/services/spend/read-bill";
import type { SpendPeriod } from "@/lib/services/spend/read-pieces";
import { refuseUnknownKeys } from "@/lib/services/spend/spend-question";
import { toCoverage } from "@/lib/services/usage/present-coverage";
import { readUsage } from "@/lib/services/usage/usage-reader";

/**
 * What recorded usage would have cost under the given prices and no others: each billing period that the days touch is
 * rated by itself, cut to the days. Before discounts and credits; amounts in each price's currency.
 */
export async function estimateSpend(context: Context, { body }: SpendEstimateInput): Promise<SpendEstimate> {
  const { tenant, now } = context;
  const prices = body.prices.map((one) => ({ usageType: one.usage_type ?? "", price: toPrice(one) }));
  const range = resolveRange(body, { timezone: tenant.timezone, now });
  const periods = toPeriods(range, billingPeriods(range, billingCalendar(tenant)), prices);
  return readUsage(context, async (reader) => {
    refuseUnknownKeys(reader.meters, prices, (at) => `prices.${at}.usage_type`);
    const billed = await readBilledKeys(reader, periods);
    const main = prices[0]?.price.currency ?? tenant.currency;
    const settling = { ...range, book: new Map(), asOf: null, adjustments: [], corrections: [] };
    const [bill, ...others] = settleBills(billed.flat(), { ...settling, currency: main });
    const applied = { ...toBillBlock(bill, reader.meters) };
    return {
      ...applied,
      period_start: range.from.toISOString(),
      period_end: range.to.toISOString(),
      status: "estimate",
      other_currencies: others.map((other) => toBillBlock(other, reader.meters)),
      periods: periods.map(({ from, to }, index) => ({
        period_start: from.toISOString(),
        period_end: to.toISOString(),
        total: totalOf(billed[index] ?? [], main),
      })),
      meta: { ...toCoverage(context, range, null), currency: main },
    };
  });
}

type Priced = { usageType: string; price: Price };

/** Each period cut to the days, in which the given prices hold throughout. */
function toPeriods(
  range: Range,
  periods: readonly BillingPeriod[],
  prices: readonly Priced[],
): SpendPeriod[] {
  return periods.map((period) => {
    const from = new Date(Math.max(period.from.getTime(), range.from.getTime()));
    const to = new Date(Math.min(period.to.getTime(), range.to.getTime()));
    const book = new Map(
      prices.map(({ usageType, price }) => [
        usageType,
        [{ start: from, end: to, price, priceId: usageType, validFrom: from, plan: null }],
      ]),
    );
    return { from, to, book, asOf: null };
  });
}

function totalOf(keys: readonly BilledKey[], currency: string): string {
  return addDecimals(keys.filter((key) => key.currency === currency).map(dueOf));
}
