import "server-only";
import type { Context } from "@/db/context";
import { learnedOutlook, type Outlook, paceOutlook } from "@/lib/domain/quota/outlook";
import type { BucketAmount } from "@/lib/domain/statistics/bucket-amount";
import { LEARNED, type Learned, type PeriodQuestion, readLearned } from "@/lib/services/quotas/read-learned";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/**
 * What periods will come to, for each question in its order, from one snapshot: by the forecast from usage before now
 * in the billing zone, or at the pace of the period where there are fewer than seven buckets to learn from. Null where
 * nothing was used, and for a meter whose values do not add up over a period.
 */
export async function readOutlooks(
  context: Context,
  reader: UsageReader,
  questions: readonly PeriodQuestion[],
): Promise<(Outlook | null)[]> {
  const learned = await readLearned(context, reader, questions);
  return questions.map((question, at) => outlookOf(learned[at] ?? null, question, context.now));
}

/** What a period will come to by what is learned of its meter; null where nothing is. */
export function outlookOf(learned: Learned | null, question: PeriodQuestion, now: Date): Outlook | null {
  if (learned === null) return null;
  return outlookAt(learned.buckets, question, now) ?? paceOutlook(learned.used, question, now);
}

/** The forecast of a period at a moment, by what had happened until then. */
export function outlookAt(
  buckets: readonly BucketAmount[],
  { period, from }: Pick<PeriodQuestion, "period" | "from">,
  now: Date,
): Outlook | null {
  const own = buckets.filter(({ start }) => start >= from);
  return learnedOutlook({ history: buckets, period: own, interval: LEARNED[period].interval, now });
}
