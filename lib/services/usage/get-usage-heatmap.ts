import "server-only";
import type { Context } from "@/db/context";
import type { UsageHeatmap, UsageHeatmapQuery } from "@/lib/contracts/usage-heatmap";
import { bucketEdges } from "@/lib/domain/buckets";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { isAdditive } from "@/lib/domain/meters";
import { resolveRange } from "@/lib/domain/range";
import { heatCells } from "@/lib/domain/statistics/heatmap";
import { findMeter, readMeterUsage, toAnalysisMeta, toUsageQuery } from "@/lib/services/usage/meter-usage";
import { rangeParameter } from "@/lib/services/usage/usage-question";
import { readUsage } from "@/lib/services/usage/usage-reader";

/** More than three years: hours are read together and only 168 cells are answered. */
const MAX_HOURS = 30_000;
const HOUR_MS = 3_600_000;
/** A range may cut its first and last hour, and turned clocks cut further ones. */
const CUT_HOURS = 48;

/** Averages per weekday and hour of the zone, of the hours that are over and lie in the range as a whole. */
export async function getUsageHeatmap(context: Context, query: UsageHeatmapQuery): Promise<UsageHeatmap> {
  const { tenant, now } = context;
  const { weekStart, billingAnchorDay: anchorDay } = tenant;
  const range = resolveRange(query, { timezone: query.timezone ?? tenant.timezone, now });
  if (range.to.getTime() - range.from.getTime() > MAX_HOURS * HOUR_MS)
    throw new InvalidInput(
      "too_many_points",
      rangeParameter(query),
      `must not reach over more than ${MAX_HOURS} hours`,
    );
  const cut = { interval: "hour", now, weekStart, anchorDay, most: MAX_HOURS + CUT_HOURS } as const;
  const buckets = bucketEdges({ ...range, ...cut });
  return readUsage(context, async (reader) => {
    const meter = findMeter(reader, query);
    const asked = toUsageQuery(meter, query, buckets);
    const { amounts } = await readMeterUsage(reader, asked, { buckets, now });
    const hours = amounts.filter(({ partial }) => !partial);
    return {
      heatmap: heatCells(hours, { weekStart, additive: isAdditive(meter) }).map(
        ({ eventCount, ...cell }) => ({
          ...cell,
          event_count: eventCount,
        }),
      ),
      meta: toAnalysisMeta(context, range, { meter, interval: "hour" }),
    };
  });
}
