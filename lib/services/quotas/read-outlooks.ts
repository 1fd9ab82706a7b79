import "server-only";
import type { Context } from "@/db/context";
import { addDays } from "@/lib/domain/calendar";
import { seriesKey } from "@/lib/domain/fill";
import { groupBy } from "@/lib/domain/group-by";
import { isAdditive } from "@/lib/domain/meters";
import { learnedOutlook, type Outlook, paceOutlook } from "@/lib/domain/quota/outlook";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";
import type { BucketAmount } from "@/lib/domain/statistics/bucket-amount";
import { dateIn, startOfDay } from "@/lib/domain/time-zone";
import { toFilter } from "@/lib/domain/usage-query";
import type { UsedQuestion } from "@/lib/services/quotas/read-used";
import { cutRange } from "@/lib/services/usage/usage-question";
import { readBuckets, type UsageReader } from "@/lib/services/usage/usage-reader";

/** A meter in a period that is not over, and what was used in it so far. */
export type OutlookQuestion = UsedQuestion & { period: QuotaPeriod; used: string };

/** What a forecast learns from: of a day the hours of four weeks, of longer periods the days of three months. */
export const LEARNED = {
  day: { interval: "hour", days: 28 },
  month: { interval: "day", days: 90 },
  billing_period: { interval: "day", days: 90 },
} as const satisfies Record<QuotaPeriod, { interval: "hour" | "day"; days: number }>;

/**
 * What periods will come to, for each question in its order, from one snapshot: by the forecast from usage before now
 * in the billing zone, or at the pace of the period where there are fewer than seven buckets to learn from. Null where
 * nothing was used, and for a meter whose values do not add up over a period.
 */
export async function readOutlooks(
  context: Context,
  reader: UsageReader,
  questions: readonly OutlookQuestion[],
): Promise<(Outlook | null)[]> {
  const groups = groupBy(questions, ({ period, teamId, from }) => JSON.stringify([period, teamId, from]));
  const amounts = new Map<string, Map<string, BucketAmount[]>>();
  for (const [group, asked] of groups) amounts.set(group, await readGroup(context, reader, asked));
  return questions.map((question) => {
    const { period, teamId, from, usageType, used } = question;
    const buckets = amounts.get(JSON.stringify([period, teamId, from]))?.get(usageType);
    if (!buckets) return null;
    return outlookAt(buckets, question, context.now) ?? paceOutlook(used, question, context.now);
  });
}

/** The forecast of a period at a moment, by what had happened until then. */
export function outlookAt(
  buckets: readonly BucketAmount[],
  { period, from }: { period: QuotaPeriod; from: Date },
  now: Date,
): Outlook | null {
  const own = buckets.filter(({ start }) => start >= from);
  return learnedOutlook({ history: buckets, period: own, interval: LEARNED[period].interval, now });
}

async function readGroup(
  context: Context,
  reader: UsageReader,
  asked: readonly OutlookQuestion[],
): Promise<Map<string, BucketAmount[]>> {
  const keys = new Set(asked.map(({ usageType }) => usageType));
  const meters = reader.meters.filter((meter) => keys.has(meter.key) && isAdditive(meter));
  const [question] = asked;
  if (!question || meters.length === 0) return new Map();
  const { interval, days } = LEARNED[question.period];
  const { timezone } = context.tenant;
  const learned = startOfDay(addDays(dateIn(context.now.getTime(), timezone), -days), timezone);
  const from = new Date(Math.min(learned, question.from.getTime()));
  const { buckets } = cutRange(context, { from, to: question.to, timezone }, interval);
  const filters = question.teamId === null ? {} : toFilter("team", [question.teamId]);
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
