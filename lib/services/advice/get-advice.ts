import "server-only";
import type { Context } from "@/db/context";
import type { Advice } from "@/lib/contracts/advice";
import { topGrowth } from "@/lib/domain/advice/meter-growth";
import { type ComparedPlan, comparePlans, planCost } from "@/lib/domain/advice/plan-costs";
import { seriesKey } from "@/lib/domain/fill";
import { isAdditive, type Meter } from "@/lib/domain/meters";
import { BEFORE_ALL, END_OF_TIME, FIRST_PLAN } from "@/lib/domain/plans";
import { billingCalendar } from "@/lib/domain/quota/window";
import { latest, type PriceBook, type PriceVersions, priceAt } from "@/lib/domain/rating/price-book";
import { type BillingPeriod, periodAt } from "@/lib/domain/spend/billing-periods";
import { priceableKeys } from "@/lib/domain/spend/priced-keys";
import { selectPlans } from "@/lib/selectors/plans/select-plans";
import { selectPriceVersions } from "@/lib/selectors/prices/select-price-versions";
import { selectClosedPeriods } from "@/lib/selectors/spend/select-statements";
import { readBilledKeys } from "@/lib/services/spend/read-bill";
import { toCoverage } from "@/lib/services/usage/present-coverage";
import { readBuckets, readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

const PERIODS = 3;
const MOST_GROWTH = 5;

/**
 * What the last three billing periods that ended would have cost under each plan, with today's prices; which meters
 * are idle since they began, and which grew from the second to the third. Amounts in the organization's currency.
 */
export async function getAdvice(context: Context): Promise<Advice> {
  const { tenant, tenantId, now } = context;
  return readUsage(context, async (reader) => {
    const { current, periods } = await lastPeriods(reader, context);
    const names = new Map((await selectPlans(reader.tx, tenantId)).map(({ key, name }) => [key, name]));
    const versions = await selectPriceVersions(reader.tx, tenantId, { before: END_OF_TIME });
    const plan = latest(now, versions.subscriptions)?.plan ?? FIRST_PLAN;
    const compared = await readPlanCosts(reader, context, { periods, versions, plans: [...names.keys()] });
    const plans = comparePlans(compared, plan);
    const range = { from: periods[0]?.from ?? current.from, to: current.to, timezone: tenant.timezone };
    return {
      periods: periods.map(({ from, to }) => ({
        period_start: from.toISOString(),
        period_end: to.toISOString(),
      })),
      current_plan: plan,
      cheapest_plan: plans[0]?.plan ?? plan,
      saving: (plans[0]?.difference ?? "0").replace("-", ""),
      plans: plans.map((one) => toPlanCost(one, { names, current: plan, meters: reader.meters })),
      ...(await readUse(reader, [...periods, current])),
      meta: { ...toCoverage(context, range, null), currency: tenant.currency },
    };
  });
}

/** The current billing period, and the last ones that ended, in their order. */
async function lastPeriods({ tx }: UsageReader, { tenant, now }: Context) {
  const closed = await selectClosedPeriods(tx, tenant.id);
  const calendar = billingCalendar(tenant);
  const current = periodAt(now, calendar, closed);
  const periods: BillingPeriod[] = [];
  for (let { from } = current; periods.length < PERIODS; from = periods[0]?.from ?? from)
    periods.unshift(periodAt(new Date(from.getTime() - 1), calendar, closed));
  return { current, periods };
}

type Compared = { periods: readonly BillingPeriod[]; versions: PriceVersions; plans: readonly string[] };

async function readPlanCosts(reader: UsageReader, { now, tenant }: Context, compared: Compared) {
  const costs = [];
  for (const plan of compared.plans) {
    const priced = compared.periods.map((period) => ({
      ...period,
      book: todaysBook(period, plan, compared.versions, now),
      asOf: null,
    }));
    const billed = await readBilledKeys(reader, priced);
    const own = billed.map((keys) => keys.filter(({ currency }) => currency === tenant.currency));
    costs.push(planCost(plan, own));
  }
  return costs;
}

/** The prices that hold at an instant under a plan, throughout a period. */
function todaysBook(
  { from, to }: BillingPeriod,
  plan: string,
  versions: PriceVersions,
  now: Date,
): PriceBook {
  const subscribed = { ...versions, subscriptions: [{ plan, validFrom: BEFORE_ALL }] };
  const keys = new Set([...versions.own, ...versions.ofPlans].map(({ usageType }) => usageType));
  return new Map(
    [...keys].flatMap((key) => {
      const held = priceAt(now, key, subscribed);
      if (!held) return [];
      const { id: priceId, price, validFrom } = held;
      return [[key, [{ start: from, end: to, price, priceId, validFrom, plan: held.plan }]] as const];
    }),
  );
}

type Naming = { names: ReadonlyMap<string, string>; current: string; meters: readonly Meter[] };

function toPlanCost(cost: ComparedPlan, { names, current, meters }: Naming): Advice["plans"][number] {
  const { plan, totals, total, difference, keys } = cost;
  const things = new Map(priceableKeys(meters).map((one) => [one.key, one]));
  return {
    ...{ plan, name: names.get(plan) ?? plan, current: plan === current, totals, total, difference },
    lines: keys.map(({ usageType: usage_type, quantities, amounts, amount }) => {
      const { displayName: label = usage_type, unit = "unit" } = things.get(usage_type) ?? {};
      return { usage_type, label, unit, quantities, amounts, amount };
    }),
  };
}

/** Idle meters and growth, from the usage of the periods; the last one is the current one. */
async function readUse(reader: UsageReader, periods: readonly BillingPeriod[]) {
  const spans = periods.map(({ from, to }) => ({ start: from, end: to }));
  const meters = reader.meters.filter(isAdditive);
  const query = { meters, dimensions: [], filters: {}, spans, asOf: null };
  const { keyed } = await readBuckets(reader, query, "all");
  const lineOf = (key: string) => keyed.get(seriesKey(key, []));
  const uses = meters.map(({ key }) => {
    const [last = "0", previous = "0"] = (lineOf(key)?.amounts ?? []).slice(-3, -1).reverse();
    return { usageType: key, previous: previous ?? "0", last: last ?? "0" };
  });
  const idle = meters.filter(({ key }) => (lineOf(key)?.counts ?? []).every((count) => count === 0));
  return {
    idle_meters: idle.map(({ key, displayName, builtIn }) => ({
      ...{ usage_type: key, label: displayName, built_in: builtIn },
    })),
    top_growth: topGrowth(uses, MOST_GROWTH).map(({ usageType, percentChange, ...use }) => {
      const meter = meters.find(({ key }) => key === usageType);
      const { displayName: label = usageType, unit = "" } = meter ?? {};
      return { usage_type: usageType, label, unit, ...use, percent_change: percentChange };
    }),
  };
}
