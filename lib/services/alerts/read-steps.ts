import "server-only";
import type { Context } from "@/db/context";
import { type AlertRule, isAboutMoney, MONEY } from "@/lib/domain/alerts/rule";
import { wholeBuckets } from "@/lib/domain/buckets";
import { addDecimals } from "@/lib/domain/decimal";
import { seriesKey } from "@/lib/domain/fill";
import { billingCalendar, quotaWindow, windowBefore } from "@/lib/domain/quota/window";
import { pricedKeys } from "@/lib/domain/spend/priced-keys";
import { type Span, toFilter } from "@/lib/domain/usage-query";
import type { Target } from "@/lib/services/alerts/rule-targets";
import { readSpendLines } from "@/lib/services/spend/read-spend-lines";
import { readSpendPeriods } from "@/lib/services/spend/read-spend-periods";
import { readBuckets, type UsageReader } from "@/lib/services/usage/usage-reader";

/**
 * The hours of the zone (days for money, which is rated by the day) from the start of the first period that holds
 * `from`, and of the one before where a rule compares with it, until now.
 */
export function stepsOf({ tenant, now }: Context, targets: readonly Target[], from: Date): Span[] {
  const calendar = billingCalendar(tenant);
  const starts = targets.map(({ rule, period }) => {
    const first = quotaWindow(from, period, calendar).from;
    return rule.kind === "rise" ? windowBefore(first, period, calendar).from : first;
  });
  const [first] = starts.sort((a, b) => a.getTime() - b.getTime());
  const [target] = targets;
  if (!first || !target) return [];
  const interval = isAboutMoney(target.rule) ? "day" : "hour";
  const steps = wholeBuckets({ from: first, to: now, timezone: tenant.timezone }, interval);
  return [...steps].map(({ start, end }) => ({
    start: new Date(start),
    end: new Date(Math.min(end, now.getTime())),
  }));
}

/** What was used, or spent, in each step, by meter; in the organization's currency where it is money. */
export async function readSteps(
  context: Context,
  reader: UsageReader,
  targets: readonly Target[],
  steps: Span[],
): Promise<Map<string, readonly string[]>> {
  const [target] = targets;
  if (!target || steps.length === 0) return new Map();
  if (isAboutMoney(target.rule)) return new Map([[MONEY, await readSpentSteps(context, reader, steps)]]);
  const keys = new Set(targets.map(({ usageType }) => usageType));
  const meters = reader.meters.filter(({ key }) => keys.has(key));
  const query = { meters, dimensions: [], filters: filtersOf(target.rule), spans: steps, asOf: null };
  const { keyed } = await readBuckets(reader, query, { series: [], rest: false });
  return new Map(
    meters.map(({ key }) => {
      const amounts = keyed.get(seriesKey(key, []))?.amounts ?? [];
      return [key, amounts.map((amount) => amount ?? "0")];
    }),
  );
}

const filtersOf = ({ teamId }: AlertRule) => (teamId === null ? {} : toFilter("team", [teamId]));

async function readSpentSteps({ tenant }: Context, reader: UsageReader, steps: Span[]): Promise<string[]> {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return [];
  const periods = await readSpendPeriods(reader, tenant, { from: first.start, to: last.end });
  const question = { periods, keys: pricedKeys(periods), cells: steps, dimensions: [] };
  const lines = (await readSpendLines(reader, question)).filter(
    ({ currency }) => currency === tenant.currency,
  );
  return steps.map((_, at) => addDecimals(lines.map(({ amounts }) => amounts[at] ?? "0")));
}
