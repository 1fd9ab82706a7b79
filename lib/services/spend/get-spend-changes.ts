import "server-only";
import type { Context } from "@/db/context";
import type { SpendChanges, SpendChangesQuery } from "@/lib/contracts/spend-changes";
import { comparedRange } from "@/lib/domain/compare";
import { addDecimals } from "@/lib/domain/decimal";
import { groupBy } from "@/lib/domain/group-by";
import { billingCalendar } from "@/lib/domain/quota/window";
import { type Range, resolveRange } from "@/lib/domain/range";
import { periodAt } from "@/lib/domain/spend/billing-periods";
import { priceableKeys } from "@/lib/domain/spend/priced-keys";
import { byDifference, type SplitChange, splitChange } from "@/lib/domain/spend/split-change";
import { dateIn } from "@/lib/domain/time-zone";
import { selectClosedPeriods } from "@/lib/selectors/spend/select-statements";
import { type RangeAmounts, readRange, underPricesOf } from "@/lib/services/spend/read-range";
import { toSpendRange } from "@/lib/services/spend/spend-question";
import { toCoverage } from "@/lib/services/usage/present-coverage";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

/**
 * What the spend of a range differs by from another one, per key split into volume, price and mix, which add up to it
 * exactly. Before minimum, maximum, discounts and credits, as the spend series is.
 */
export async function getSpendChanges(context: Context, query: SpendChangesQuery): Promise<SpendChanges> {
  const { tenant, now } = context;
  const range = cutAt(toSpendRange(context, query), query, now);
  return readUsage(context, async (reader) => {
    const compared = await rangeBefore(context, reader, query, range);
    const before = await readRange(reader, tenant, compared);
    const after = await readRange(reader, tenant, range);
    const old = await underPricesOf(reader, before, after);
    const changes = byDifference(splitAll(before, after, old));
    const names = new Map(priceableKeys(reader.meters).map((one) => [one.key, one]));
    return {
      changes: changes.map(({ usageType, currency, previous, current, ...split }) => ({
        usage_type: usageType,
        label: names.get(usageType)?.displayName ?? usageType,
        unit: names.get(usageType)?.unit ?? "unit",
        currency,
        previous_quantity: previous.quantity,
        current_quantity: current.quantity,
        previous_amount: previous.amount,
        current_amount: current.amount,
        ...split,
      })),
      totals: toTotals(changes),
      meta: {
        ...toCoverage(context, range, null),
        currency: tenant.currency,
        compare: { from: compared.from.toISOString(), to: compared.to.toISOString() },
      },
    };
  });
}

const hasRange = ({ start_date, end_date, from }: SpendChangesQuery) =>
  [start_date, end_date, from].some((one) => one !== undefined);

/** Without a range the current period ends now: what is still to come is no change. */
function cutAt(range: Range, query: SpendChangesQuery, now: Date): Range {
  return hasRange(query) || now <= range.from ? range : { ...range, to: now };
}

async function rangeBefore(
  context: Context,
  reader: UsageReader,
  query: SpendChangesQuery,
  range: Range,
): Promise<Range> {
  const { now } = context;
  const { compare, compare_start_date: startDate, compare_end_date: endDate } = query;
  if (startDate !== undefined && endDate !== undefined)
    return resolveRange({ start_date: startDate, end_date: endDate }, { timezone: range.timezone, now });
  if (!hasRange(query) && compare === "previous" && startDate === undefined)
    return samePartBefore(context, reader, range);
  // A range that has not begun is compared with an empty one.
  return comparedRange(range, { compare, startDate, now }) ?? { ...range, to: range.from };
}

/** The billing period before up to the same day and time; all of it where it has fewer days. */
async function samePartBefore({ tenant, now }: Context, reader: UsageReader, range: Range): Promise<Range> {
  const { timezone } = tenant;
  const closed = await selectClosedPeriods(reader.tx, tenant.id);
  const before = periodAt(new Date(range.from.getTime() - 1), billingCalendar(tenant), closed);
  const startDate = dateIn(before.from.getTime(), timezone);
  const moved = comparedRange({ ...range, timezone }, { compare: "previous", startDate, now });
  const to = new Date(Math.min(before.to.getTime(), (moved ?? before).to.getTime()));
  return { from: before.from, to: moved ? to : before.from, timezone };
}

type Change = SplitChange & {
  usageType: string;
  currency: string;
  previous: { quantity: string; amount: string };
  current: { quantity: string; amount: string };
};

function splitAll(before: RangeAmounts, after: RangeAmounts, old: ReadonlyMap<string, string>): Change[] {
  const keys = new Map(
    [...before.spent, ...after.spent].map(([key, { usageType, currency }]) => [key, { usageType, currency }]),
  );
  return [...keys].flatMap(([key, { usageType, currency }]) => {
    const previous = amountsOf(before, key, usageType);
    const current = amountsOf(after, key, usageType);
    const split = splitChange(previous, current, { underOldPrices: old.get(key) ?? "0", currency });
    const nothing = [previous.amount, current.amount, previous.quantity, current.quantity];
    return nothing.every((one) => one === "0") ? [] : [{ ...split, usageType, currency, previous, current }];
  });
}

function amountsOf({ spent, quantities }: RangeAmounts, key: string, usageType: string) {
  const own = spent.get(key);
  const rated = own?.rated ?? "0";
  return {
    quantity: quantities.get(usageType) ?? "0",
    rated,
    amount: addDecimals([rated, own?.corrected ?? "0"]),
  };
}

function toTotals(changes: readonly Change[]): SpendChanges["totals"] {
  return [...groupBy(changes, ({ currency }) => currency)].map(([currency, list]) => ({
    currency,
    previous_amount: addDecimals(list.map(({ previous }) => previous.amount)),
    current_amount: addDecimals(list.map(({ current }) => current.amount)),
    difference: addDecimals(list.map(({ difference }) => difference)),
    volume: addDecimals(list.map(({ volume }) => volume)),
    price: addDecimals(list.map(({ price }) => price)),
    mix: addDecimals(list.map(({ mix }) => mix)),
  }));
}
