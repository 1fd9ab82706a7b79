import "server-only";
import type { Context } from "@/db/context";
import type { SpendForecast, SpendForecastQuery } from "@/lib/contracts/spend-forecast";
import { addDays } from "@/lib/domain/calendar";
import { addDecimals, compareDecimals, plus, subtractDecimals } from "@/lib/domain/decimal";
import { seriesKey } from "@/lib/domain/fill";
import { billingCalendar } from "@/lib/domain/quota/window";
import { type BilledKey, billKeys, type SegmentQuantities, settleBill } from "@/lib/domain/spend/bill";
import { periodAt } from "@/lib/domain/spend/billing-periods";
import { priceableKeys } from "@/lib/domain/spend/priced-keys";
import { type ProjectedQuantity, projectQuantity } from "@/lib/domain/spend/project-quantity";
import type { BucketAmount } from "@/lib/domain/statistics/bucket-amount";
import { dateIn, startOfDay } from "@/lib/domain/time-zone";
import { selectClosedPeriods } from "@/lib/selectors/spend/select-statements";
import { readAdjustments } from "@/lib/services/spend/read-adjustments";
import { readBilledKeys } from "@/lib/services/spend/read-bill";
import { readPieces, type SpendPeriod } from "@/lib/services/spend/read-pieces";
import { readOpenPeriods } from "@/lib/services/spend/read-spend-periods";
import { toCoverage } from "@/lib/services/usage/present-coverage";
import { cutRange } from "@/lib/services/usage/usage-question";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

const DAYS_LEARNED = 90;

/**
 * What the current billing period will come to: quantities are projected per key and rated as the lines are. Amounts in
 * the organization's currency, before minimum, maximum, discounts and credits but for `projected_due`.
 */
export function getSpendForecast(context: Context, _: SpendForecastQuery): Promise<SpendForecast> {
  return readUsage(context, (reader) => readSpendForecast(context, reader));
}

/** The same inside a snapshot. */
export async function readSpendForecast(context: Context, reader: UsageReader): Promise<SpendForecast> {
  const { tenant } = context;
  const closed = await selectClosedPeriods(reader.tx, tenant.id);
  const current = periodAt(context.now, billingCalendar(tenant), closed);
  const [period] = await readOpenPeriods(reader.tx, tenant, current, closed);
  if (!period) throw new Error("A billing period begins before it ends.");
  const [keys = []] = await readBilledKeys(reader, [period]);
  const projected = await projectKeys(context, reader, period);
  const rated = (which: "expected" | "low" | "high") =>
    billKeys(period.book, withRest(keys, projected, which));
  const adjustments = await readAdjustments(reader, tenant, period, closed);
  const settle = (list: readonly BilledKey[]) =>
    settleBill(list, [], { ...period, currency: tenant.currency, adjustments });
  const expected = rated("expected");
  const bill = settle(expected);
  const meters = toMeters({ reader, keys, expected, projected, currency: tenant.currency });
  return {
    spent: settle(keys).subtotal,
    projected_total: bill.subtotal,
    low: settle(rated("low")).subtotal,
    high: settle(rated("high")).subtotal,
    projected_due: bill.total,
    method: meters[0]?.method ?? "none",
    currency: tenant.currency,
    period_start: period.from.toISOString(),
    period_end: period.to.toISOString(),
    meters,
    meta: {
      ...toCoverage(context, { ...current, timezone: tenant.timezone }, null),
      currency: tenant.currency,
    },
  };
}

type Projected = ReadonlyMap<string, ProjectedQuantity>;

/** Reads the days that are learned from and those of the period, in one question. */
async function projectKeys(context: Context, reader: UsageReader, period: SpendPeriod): Promise<Projected> {
  const { timezone } = context.tenant;
  const first = addDays(dateIn(context.now.getTime(), timezone), -DAYS_LEARNED);
  const from = new Date(Math.min(startOfDay(first, timezone), period.from.getTime()));
  const { buckets } = cutRange(context, { from, to: period.to, timezone }, "day");
  const pieces = buckets.map((bucket, cell) => ({ ...bucket, period: 0, cell }));
  const keys = [...period.book.keys()];
  const lines = await readPieces(reader, { keys, dimensions: [], pieces, periods: [period] });
  return new Map(
    keys.flatMap((key) => {
      const line = lines.get(seriesKey(key, []));
      if (!line) return [];
      const days = buckets.map((bucket, index): BucketAmount => {
        const count = line.counts[index] ?? 0;
        const amount = bucket.start > context.now && count === 0 ? null : (line.amounts[index] ?? "0");
        return { ...bucket, amount, count };
      });
      const own = days.filter(({ start }) => start >= period.from);
      return [[key, projectQuantity(days, own, context.now)] as const];
    }),
  );
}

/** The quantities so far, and the rest in the segment that the period ends with. */
function withRest(
  keys: readonly BilledKey[],
  projected: Projected,
  which: "expected" | "low" | "high",
): SegmentQuantities {
  const quantities = new Map<string, string[]>();
  for (const { usageType, lines } of keys) {
    const list = [...(quantities.get(usageType) ?? []), ...lines.map((line) => line.quantity)];
    quantities.set(usageType, list);
  }
  for (const [key, list] of quantities) {
    const rest = projected.get(key)?.rest[which] ?? "0";
    list[list.length - 1] = plus(list.at(-1) ?? "0", rest);
  }
  return quantities;
}

type Told = {
  reader: UsageReader;
  keys: readonly BilledKey[];
  expected: readonly BilledKey[];
  projected: Projected;
  currency: string;
};

/** One row per meter with any money or usage, the dearest first. */
function toMeters({ reader, keys, expected, projected, currency }: Told): SpendForecast["meters"] {
  const names = new Map(priceableKeys(reader.meters).map((one) => [one.key, one]));
  const sums = (list: readonly BilledKey[], usageType: string) => {
    const lines = list
      .filter((key) => key.usageType === usageType && key.currency === currency)
      .flatMap((key) => key.lines);
    return {
      quantity: addDecimals(lines.map((line) => line.quantity)),
      amount: addDecimals(lines.map((line) => line.amount)),
    };
  };
  const own = [...new Set(keys.map(({ usageType }) => usageType))];
  return own
    .map((usageType) => {
      const [now, then] = [sums(keys, usageType), sums(expected, usageType)];
      return {
        usage_type: usageType,
        label: names.get(usageType)?.displayName ?? usageType,
        unit: names.get(usageType)?.unit ?? "unit",
        quantity: now.quantity,
        projected_quantity: then.quantity,
        amount: now.amount,
        projected_amount: then.amount,
        method: projected.get(usageType)?.method ?? ("none" as const),
      };
    })
    .filter((one) => [one.projected_quantity, one.projected_amount].some((value) => value !== "0"))
    .sort((a, b) => compareDecimals(growth(b), growth(a)) || (a.usage_type < b.usage_type ? -1 : 1));
}

const growth = (one: { amount: string; projected_amount: string }) =>
  subtractDecimals(one.projected_amount, one.amount);
