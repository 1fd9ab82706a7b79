import "server-only";
import type { Context } from "@/db/context";
import { type AlertRule, isAboutMoney, MONEY } from "@/lib/domain/alerts/rule";
import { bucketEdges } from "@/lib/domain/buckets";
import { addDays } from "@/lib/domain/calendar";
import { addDecimals } from "@/lib/domain/decimal";
import { seriesKey } from "@/lib/domain/fill";
import { billingCalendar, quotaWindow, windowBefore } from "@/lib/domain/quota/window";
import { pricedKeys } from "@/lib/domain/spend/priced-keys";
import type { BucketAmount } from "@/lib/domain/statistics/bucket-amount";
import { dateIn, startOfDay } from "@/lib/domain/time-zone";
import { type Span, toFilter } from "@/lib/domain/usage-query";
import type { Target } from "@/lib/services/alerts/rule-targets";
import { LEARNED } from "@/lib/services/quotas/read-learned";
import { readSpendLines } from "@/lib/services/spend/read-spend-lines";
import { readSpendPeriods } from "@/lib/services/spend/read-spend-periods";
import { readBuckets, type UsageReader } from "@/lib/services/usage/usage-reader";

/** A step of the past, whole but for the present one, with what was used, or spent, in it. */
export type Step = BucketAmount & { amount: string };

/** How finely a rule's past is gone through: money is rated by the day, and longer forecasts learn from days. */
export function stepInterval({ rule, period }: Pick<Target, "rule" | "period">): "hour" | "day" {
  if (isAboutMoney(rule)) return "day";
  return rule.kind === "forecast" ? LEARNED[period].interval : "hour";
}

/**
 * The steps of the billing zone until now, with what came in each by meter, for targets of one rule and interval: from
 * the first period that holds `from`, and from what it is compared with or forecast by. Exact, from one snapshot.
 */
export async function readSteps(
  context: Context,
  reader: UsageReader,
  targets: readonly Target[],
  from: Date,
): Promise<ReadonlyMap<string, readonly Step[]>> {
  const [target] = targets;
  if (!target) return new Map();
  const first = new Date(Math.min(...targets.map((one) => firstOf(context, one, from).getTime())));
  const steps = stepsSince(context, first, stepInterval(target));
  const amounts = isAboutMoney(target.rule)
    ? new Map([[MONEY, await readSpent(context, reader, steps)]])
    : await readAmounts(reader, targets, steps);
  const zeros = steps.map(() => "0");
  return new Map(
    targets.map(({ usageType }) => {
      const own = amounts.get(usageType) ?? zeros;
      return [usageType, steps.map((step, at) => ({ ...step, amount: own[at] ?? "0", count: 0 }))];
    }),
  );
}

function firstOf({ tenant }: Context, { rule, period }: Target, from: Date): Date {
  const calendar = billingCalendar(tenant);
  const first = quotaWindow(from, period, calendar).from;
  if (rule.kind === "rise") return windowBefore(first, period, calendar).from;
  if (rule.kind !== "forecast") return first;
  const learned = addDays(dateIn(first.getTime(), tenant.timezone), -LEARNED[period].days);
  return new Date(startOfDay(learned, tenant.timezone));
}

function stepsSince({ tenant, now }: Context, from: Date, interval: "hour" | "day") {
  const { timezone, weekStart, anchorDay } = billingCalendar(tenant);
  const range = { from, to: now, timezone };
  return bucketEdges({ ...range, interval, now, weekStart, anchorDay, most: Number.POSITIVE_INFINITY });
}

async function readAmounts(reader: UsageReader, targets: readonly Target[], spans: Span[]) {
  const keys = new Set(targets.map(({ usageType }) => usageType));
  const meters = reader.meters.filter(({ key }) => keys.has(key));
  const [filters = {}] = targets.map(({ rule }) => filtersOf(rule));
  const query = { meters, dimensions: [], filters, spans, asOf: null };
  const { keyed } = await readBuckets(reader, query, { series: [], rest: false });
  return new Map(
    meters.map(({ key }) => {
      const amounts = keyed.get(seriesKey(key, []))?.amounts ?? [];
      return [key, amounts.map((amount) => amount ?? "0")];
    }),
  );
}

const filtersOf = ({ teamId }: AlertRule) => (teamId === null ? {} : toFilter("team", [teamId]));

/** In the organization's currency. */
async function readSpent({ tenant }: Context, reader: UsageReader, steps: Span[]): Promise<string[]> {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return [];
  const periods = await readSpendPeriods(reader, tenant, { from: first.start, to: last.end });
  const question = { periods, keys: pricedKeys(periods), cells: steps, dimensions: [] };
  const lines = (await readSpendLines(reader, question)).filter(
    ({ currency }) => currency === tenant.currency,
  );
  return steps.map((_, at) => addDecimals(lines.map(({ amounts }) => amounts[at] ?? "0")));
}
