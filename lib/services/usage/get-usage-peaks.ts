import "server-only";
import type { Context } from "@/db/context";
import type { UsagePeaks, UsagePeaksQuery } from "@/lib/contracts/usage-peaks";
import { largestBuckets } from "@/lib/domain/statistics/peaks";
import { findMeter, readMeterUsage, toAnalysisMeta, toUsageQuery } from "@/lib/services/usage/meter-usage";
import { toSeriesBucket } from "@/lib/services/usage/present-coverage";
import { toBucketedRange } from "@/lib/services/usage/usage-question";
import { readUsage } from "@/lib/services/usage/usage-reader";

/** The buckets of a range with the largest totals, each in medians of the complete ones. */
export async function getUsagePeaks(context: Context, query: UsagePeaksQuery): Promise<UsagePeaks> {
  const { range, buckets } = toBucketedRange(context, query);
  return readUsage(context, async (reader) => {
    const meter = findMeter(reader, query);
    const asked = toUsageQuery(meter, query, buckets);
    const { amounts } = await readMeterUsage(reader, asked, { buckets, now: context.now });
    return {
      peaks: largestBuckets(amounts, query.limit).map(({ amount, count, timesMedian, ...bucket }) => ({
        ...toSeriesBucket(bucket),
        total: amount,
        event_count: count,
        times_median: timesMedian,
      })),
      meta: toAnalysisMeta(context, range, { meter, interval: query.interval }),
    };
  });
}
