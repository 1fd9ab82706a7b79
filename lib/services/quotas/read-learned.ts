import "server-only";
import type { Context } from "@/db/context";
import { addDays } from "@/lib/domain/calendar";
import { addDecimals } from "@/lib/domain/decimal";
import { seriesKey } from "@/lib/domain/fill";
import { groupBy } from "@/lib/domain/group-by";
import { isAdditive } from "@/lib/domain/meters";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";
import type { BucketAmount } from "@/lib/domain/statistics/bucket-amount";
import { dateIn, startOfDay } from "@/lib/domain/time-zone";
import { toFilter } from "@/lib/domain/usage-query";
import type { UsedQuestion } from "@/lib/services/quotas/read-used";
import { cutRange } from "@/lib/services/usage/usage-question";
import { readBuckets, type UsageReader } from "@/lib/services/usage/usage-reader";

/** A meter in a period that is not over. */
export type PeriodQuestion = UsedQuestion & { period: QuotaPeriod };

/** What a forecast learns from: of a day the hours of four weeks, of longer periods the days of three months. */
export const LEARNED = {
  day: { interval: "hour", days: 28 },
  month: { interval: "day", days: 90 },
  billing_period: { interval: "day", days: 90 },
} as const satisfies Record<QuotaPeriod, { interval: "hour" | "day"; days: number }>;

/** The buckets before a period and of it, in the billing zone, and what those of the period add up to. */
export type Learned = { buckets: readonly BucketAmount[]; used: string };

/**
 * What the forecasts of some periods learn from, for each question in its order, from one snapshot: one query for all
 * questions with buckets of the same length, of one team or of all. Null for a meter whose values do not add up.
 */
export async function readLearned(
  context: Context,
  reader: UsageReader,
  questions: readonly PeriodQuestion[],
): Promise<(Learned | null)[]> {
  const learned = new Map<PeriodQuestion, Learned>();
  const alike = ({ period, teamId }: PeriodQuestion) => JSON.stringify([LEARNED[period].interval, teamId]);
  for (const group of groupBy(questions, alike).values()) {
    const amounts = await readGroup(context, reader, group);
    for (const question of group) {
      const all = amounts.get(question.usageType);
      if (all) learned.set(question, learnedOf(all, question));
    }
  }
  return questions.map((question) => learned.get(question) ?? null);
}

function learnedOf(all: readonly BucketAmount[], { from, to }: PeriodQuestion): Learned {
  const buckets = all.filter(({ start }) => start < to);
  const own = buckets.filter(({ start }) => start >= from);
  return { buckets, used: addDecimals(own.map(({ amount }) => amount ?? "0")) };
}

/** The buckets of each meter from the first that is learned from to the end of the longest period. */
async function readGroup(
  context: Context,
  reader: UsageReader,
  group: readonly PeriodQuestion[],
): Promise<Map<string, BucketAmount[]>> {
  const keys = new Set(group.map(({ usageType }) => usageType));
  const meters = reader.meters.filter((meter) => keys.has(meter.key) && isAdditive(meter));
  const [first] = group;
  if (!first || meters.length === 0) return new Map();
  const { interval, days } = LEARNED[first.period];
  const { timezone } = context.tenant;
  const learned = startOfDay(addDays(dateIn(context.now.getTime(), timezone), -days), timezone);
  const from = new Date(Math.min(learned, ...group.map((question) => question.from.getTime())));
  const to = new Date(Math.max(...group.map((question) => question.to.getTime())));
  const { buckets } = cutRange(context, { from, to, timezone }, interval);
  const filters = first.teamId === null ? {} : toFilter("team", [first.teamId]);
  const query = { meters, dimensions: [], filters, spans: buckets, asOf: null };
  const { keyed } = await readBuckets(reader, query, { series: [], rest: false });
  return new Map(
    meters.map(({ key }) => {
      const line = keyed.get(seriesKey(key, []));
      return [
        key,
        buckets.map((bucket, at) => {
          const count = line?.counts[at] ?? 0;
          const isAhead = bucket.start > context.now && count === 0;
          return { ...bucket, amount: isAhead ? null : (line?.amounts[at] ?? "0"), count };
        }),
      ];
    }),
  );
}
