import "server-only";
import type { Context } from "@/db/context";
import type { UsageForecast, UsageForecastQuery } from "@/lib/contracts/usage-forecast";
import { addDays } from "@/lib/domain/calendar";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { isAdditive, type Meter } from "@/lib/domain/meters";
import { billingPeriod } from "@/lib/domain/range";
import { type PeriodForecast, projectPeriod } from "@/lib/domain/statistics/period-forecast";
import { dateIn } from "@/lib/domain/time-zone";
import { findMeter, readMeterUsage, toAnalysisMeta, toUsageQuery } from "@/lib/services/usage/meter-usage";
import { type BucketedRange, cutRange, toBucketedRange } from "@/lib/services/usage/usage-question";
import { readUsage } from "@/lib/services/usage/usage-reader";

/**
 * What a meter will come to by the end of the current billing period: exact usage so far, and an estimate of the
 * rest with the band that four of five outcomes should lie in. Learned from the complete buckets of the range, in
 * the zone of the request; the period is that of the billing zone.
 */
export async function getUsageForecast(context: Context, query: UsageForecastQuery): Promise<UsageForecast> {
  const { interval } = query;
  const learned = toBucketedRange(context, { ...query, ...lastDays(context, query) });
  const period = cutPeriod(context, learned, query);
  return readUsage(context, async (reader) => {
    const meter = findMeter(reader, query);
    refuseMeasured(meter);
    const read = async ({ buckets }: BucketedRange) => {
      const asked = toUsageQuery(meter, query, buckets);
      return (await readMeterUsage(reader, asked, { buckets, now: context.now })).amounts;
    };
    const question = { history: await read(learned), period: await read(period), interval, now: context.now };
    return {
      ...toAnswer(projectPeriod(question)),
      period_start: period.range.from.toISOString(),
      period_end: period.range.to.toISOString(),
      meta: toAnalysisMeta(context, learned.range, { meter, interval }),
    };
  });
}

/** How far back is looked unless told: far enough to know the season and the scatter. */
const DAYS_LEARNED = { hour: 40, day: 364, week: 728, month: 1096 };

function lastDays({ tenant, now }: Context, query: UsageForecastQuery): { start_date?: string } {
  if (query.start_date !== undefined || query.from !== undefined) return {};
  const today = dateIn(now.getTime(), query.timezone ?? tenant.timezone);
  return { start_date: addDays(today, -DAYS_LEARNED[query.interval]) };
}

function cutPeriod(
  context: Context,
  { range: { timezone } }: BucketedRange,
  { interval }: UsageForecastQuery,
): BucketedRange {
  const { weekStart, billingAnchorDay: anchorDay, timezone: billingZone } = context.tenant;
  const period = billingPeriod(context.now, billingZone, { weekStart, anchorDay });
  return cutRange(context, { ...period, timezone }, interval);
}

function refuseMeasured({ key, aggregation }: Meter): void {
  if (isAdditive({ aggregation })) return;
  const message = `${key} takes the ${aggregation}, which no part of a period adds up to: choose a meter that sums or counts`;
  throw new InvalidInput("invalid_parameter", "usage_type", message);
}

function toAnswer({ method, used, projected, low, high, learned, points }: PeriodForecast) {
  return {
    projected_total: projected,
    low,
    high,
    method,
    used,
    learned_buckets: learned,
    points: points.map(({ date, start, end, ...point }) => ({
      ...{ date, start: start.toISOString(), end: end.toISOString() },
      ...{ actual: point.actual, projected: point.projected, low: point.low, high: point.high },
    })),
  };
}
