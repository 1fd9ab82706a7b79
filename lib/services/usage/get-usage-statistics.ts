import "server-only";
import Big from "big.js";
import type { Context } from "@/db/context";
import type { UsageStatistics, UsageStatisticsQuery } from "@/lib/contracts/usage-statistics";
import { archivedFacts, refuseArchived } from "@/lib/domain/archived-spans";
import { divideDecimals, toDecimal } from "@/lib/domain/decimal";
import { type Line, lineTotal } from "@/lib/domain/fill";
import { isAdditive, type Meter } from "@/lib/domain/meters";
import { interpolate } from "@/lib/domain/statistics/percentile";
import { PERCENTILES, summarize } from "@/lib/domain/statistics/summary";
import type { UsageQuery } from "@/lib/domain/usage-query";
import { type EventSummary, selectEventSummary } from "@/lib/selectors/usage/select-event-summary";
import { findMeter, readMeterUsage, toAnalysisMeta, toUsageQuery } from "@/lib/services/usage/meter-usage";
import { rangeParameter, toBucketedRange } from "@/lib/services/usage/usage-question";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

type Summary = UsageStatistics["events"];

/**
 * The shape of a meter's usage: of the quantities of its events, and of the totals of the complete buckets of the
 * range in the zone of the request. Exact; what does not end is given to 6 places.
 */
export async function getUsageStatistics(
  context: Context,
  query: UsageStatisticsQuery,
): Promise<UsageStatistics> {
  const { range, buckets } = toBucketedRange(context, query);
  return readUsage(context, async (reader) => {
    const meter = findMeter(reader, query);
    const asked = toUsageQuery(meter, query, buckets);
    const needs = { field: rangeParameter(query), facts: archivedFacts([meter]), because: "percentiles" };
    refuseArchived(reader, { start: range.from, end: range.to }, needs);
    const { line, amounts } = await readMeterUsage(reader, asked, { buckets, now: context.now });
    const complete = amounts.filter(({ partial }) => !partial).flatMap(({ amount }) => amount ?? []);
    const whole = summarize(complete);
    return {
      events: await readEvents(reader, asked, { meter, line }),
      buckets: { ...whole, total: isAdditive(meter) ? whole.total : null },
      meta: toAnalysisMeta(context, range, { meter, interval: query.interval }),
    };
  });
}

type Read = { meter: Meter; line: Line };

/** Sums that were loaded without events count in buckets, but are no quantities of single events. */
async function readEvents(reader: UsageReader, query: UsageQuery, { meter, line }: Read): Promise<Summary> {
  const whole = lineTotal(line);
  // What is counted once is no quantity: it has no average and no order.
  if (meter.aggregation === "unique_count")
    return { ...NOTHING, count: line.counts.reduce((sum, count) => sum + count, 0), total: whole };
  const question = { tenantId: reader.tenantId, query, fractions: Object.values(PERCENTILES) };
  const summary = await selectEventSummary(reader.tx, question);
  const total = isAdditive(meter) ? toDecimal(summary?.sum ?? "0") : whole;
  return summary ? { ...toSummary(summary), total } : { ...NOTHING, total };
}

const NOTHING = { count: 0, avg: null, min: null, max: null, median: null, p95: null, p99: null };

function toSummary({ count, sum, min, max, places }: EventSummary) {
  const [median = null, p95 = null, p99 = null] = places.map(({ below, above, share }) =>
    interpolate(below, above, new Big(share)),
  );
  const avg = divideDecimals(sum, String(count));
  return { count, avg, min: toDecimal(min), max: toDecimal(max), median, p95, p99 };
}
