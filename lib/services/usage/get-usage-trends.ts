import "server-only";
import type { Context } from "@/db/context";
import type { UsageTrends, UsageTrendsQuery } from "@/lib/contracts/usage-trends";
import type { Bucket } from "@/lib/domain/buckets";
import { changeBetween } from "@/lib/domain/statistics/trends";
import { findMeter, readMeterUsage, toAnalysisMeta, toUsageQuery } from "@/lib/services/usage/meter-usage";
import { type BucketedRange, cutRange, toBucketedRange } from "@/lib/services/usage/usage-question";
import { readUsage } from "@/lib/services/usage/usage-reader";

/** Every bucket of the range against the one before; for the first one that is the whole bucket before the range. */
export async function getUsageTrends(context: Context, query: UsageTrendsQuery): Promise<UsageTrends> {
  const asked = toBucketedRange(context, query);
  const before = bucketsBefore(context, asked, query.interval);
  const buckets = [...before, ...asked.buckets];
  return readUsage(context, async (reader) => {
    const meter = findMeter(reader, query);
    const question = toUsageQuery(meter, query, buckets);
    const { amounts } = await readMeterUsage(reader, question, { buckets, now: context.now });
    const compared = amounts.slice(before.length);
    return {
      trends: compared.map(({ date, amount, partial }, place) => {
        const previous = (place === 0 ? amounts[0] : compared[place - 1])?.amount ?? null;
        const { change, percentChange } = changeBetween(previous, amount);
        return { date, total: amount, previous, change, percent_change: percentChange, partial };
      }),
      meta: toAnalysisMeta(context, asked.range, { meter, interval: query.interval }),
    };
  });
}

/** The whole bucket before a range, and where the range cuts its first bucket, the part that it cut off. */
function bucketsBefore(
  context: Context,
  { range, buckets: [first] }: BucketedRange,
  interval: UsageTrendsQuery["interval"],
): Bucket[] {
  if (!first) return [];
  const { wholeStart, start } = first;
  const justBefore = new Date(wholeStart.getTime() - 1);
  const { buckets } = cutRange(context, { ...range, from: justBefore, to: wholeStart }, interval);
  const whole = buckets.map((bucket) => ({ ...bucket, start: bucket.wholeStart, partial: false }));
  return wholeStart < start ? [...whole, { ...first, start: wholeStart, end: start }] : whole;
}
