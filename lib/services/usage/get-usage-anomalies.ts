import "server-only";
import type { Context } from "@/db/context";
import type { UsageAnomalies, UsageAnomaliesQuery } from "@/lib/contracts/usage-anomalies";
import { type Bucket, bucketEdges } from "@/lib/domain/buckets";
import { addDays, dayInMonth } from "@/lib/domain/calendar";
import { MAX_BUCKETS } from "@/lib/domain/intervals";
import { BUCKETS_BEFORE, findAnomalies } from "@/lib/domain/statistics/anomalies";
import { dateIn, startOfDay } from "@/lib/domain/time-zone";
import { findMeter, readMeterUsage, toAnalysisMeta, toUsageQuery } from "@/lib/services/usage/meter-usage";
import { toSeriesBucket } from "@/lib/services/usage/present-coverage";
import { type BucketedRange, toBucketedRange } from "@/lib/services/usage/usage-question";
import { readUsage } from "@/lib/services/usage/usage-reader";

/**
 * The complete buckets of a range that are far from what the buckets before them made usual, with what was expected.
 * What it is judged by is read from before the range too.
 */
export async function getUsageAnomalies(
  context: Context,
  query: UsageAnomaliesQuery,
): Promise<UsageAnomalies> {
  const { interval } = query;
  const asked = toBucketedRange(context, query);
  const buckets = withBucketsBefore(context, asked, query);
  return readUsage(context, async (reader) => {
    const meter = findMeter(reader, query);
    const question = toUsageQuery(meter, query, buckets);
    const { amounts } = await readMeterUsage(reader, question, { buckets, now: context.now });
    const { anomalies, checked } = findAnomalies(amounts, { interval, from: asked.range.from });
    return {
      anomalies: anomalies.map(({ amount, count, expected, low, high, score, season, ...bucket }) => {
        const { partial: _never, ...span } = toSeriesBucket(bucket);
        return { ...span, total: amount, event_count: count, expected, low, high, score, season };
      }),
      checked,
      meta: toAnalysisMeta(context, asked.range, { meter, interval }),
    };
  });
}

/** The buckets of a range and as many before it as one is judged by. */
function withBucketsBefore(
  { tenant, now }: Context,
  { range, buckets }: BucketedRange,
  { interval }: UsageAnomaliesQuery,
): Bucket[] {
  const first = dateIn((buckets[0]?.wholeStart ?? range.from).getTime(), range.timezone);
  const from = new Date(startOfDay(firstDayBefore(first, interval), range.timezone));
  const { weekStart, billingAnchorDay: anchorDay } = tenant;
  const most = MAX_BUCKETS + BUCKETS_BEFORE[interval] + HOURS_OF_CHANGED_CLOCKS;
  return bucketEdges({ ...range, from, interval, now, weekStart, anchorDay, most });
}

/** The first day is read as a whole, and days of changed clocks may have more than 24 hours. */
const HOURS_OF_CHANGED_CLOCKS = 48;

function firstDayBefore(date: string, interval: UsageAnomaliesQuery["interval"]): string {
  const before = BUCKETS_BEFORE[interval];
  if (interval === "month") return dayInMonth(date, -before, 1);
  const days = { hour: before / 24, day: before, week: before * 7 };
  return addDays(date, -days[interval]);
}
