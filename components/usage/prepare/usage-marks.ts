import type { ChartFlag, ChartLimit } from "@/components/charts/prepare/chart-marks";
import type { ChartBucket, Interval } from "@/components/charts/prepare/types";
import { quantityFormat } from "@/components/charts/value-format";
import type { AlertAnswer } from "@/lib/contracts/alerts";
import type { QuotaAnswer } from "@/lib/contracts/quotas";
import { PERIOD_WORDS } from "@/lib/domain/alerts/rule";
import { formatInstant } from "@/lib/format-time";

type Quota = Pick<QuotaAnswer, "usage_type" | "limit" | "unit" | "period" | "period_start" | "period_end">;
type Alert = Pick<AlertAnswer, "id" | "level" | "notified" | "summary" | "triggered_at">;

/** How the picture counts: by bucket, or from its beginning. */
export interface Counting {
  buckets: readonly ChartBucket[];
  interval: Interval;
  cumulative: boolean;
}

/** The quotas of a meter that have a limit. */
export function limitedQuotas(quotas: readonly Quota[], meter: string): (Quota & { limit: string })[] {
  return quotas.flatMap((quota) =>
    quota.usage_type === meter && quota.limit !== null ? [{ ...quota, limit: quota.limit }] : [],
  );
}

/** On the way to the limit; the line of the limit itself has the quota's name. */
const SHARES = [75, 90];

/**
 * The lines of the quotas that the picture counts as they do: buckets that are the quota's periods, or a running total
 * since the present period's start. Against any other count a line would lie.
 */
export function quotaLimits(
  quotas: readonly (Quota & { limit: string })[],
  counting: Counting,
): ChartLimit[] {
  return quotas
    .filter((quota) => isCountedAlike(quota, counting))
    .flatMap(({ limit, unit }) => [
      ...SHARES.map((share) => ({
        value: (Number(limit) * share) / 100,
        label: `${share} %`,
        faint: true,
      })),
      { value: Number(limit), label: `Quota ${quantityFormat(unit).compact(limit)}` },
    ]);
}

function isCountedAlike(
  { period, period_start, period_end }: Quota,
  { buckets, interval, cumulative }: Counting,
): boolean {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!first || !last) return false;
  if (cumulative) return first.start === period_start && last.end <= period_end;
  const isSameLength = period === "day" ? interval === "day" : interval === "month";
  // The same midnight, too: a view in another zone has other days.
  return isSameLength && buckets.some(({ start }) => start === period_start);
}

/** "Quota: 10 TB per month", for what no line says. */
export const quotaWords = ({ limit, unit, period }: Quota): string =>
  `Quota: ${quantityFormat(unit).compact(limit)} per ${PERIOD_WORDS[period]}`;

const LEVEL_WORDS = { warning: "Warning", critical: "Critical", exceeded: "Exceeded" } as const;

/** A flag for each alert that was told, in the bucket of the moment when it fired. */
export function alertFlags(
  alerts: readonly Alert[],
  buckets: readonly ChartBucket[],
  timezone: string,
): ChartFlag[] {
  return alerts.flatMap(({ id, level, notified, summary, triggered_at }) => {
    const index = buckets.findIndex(({ start, end }) => start <= triggered_at && triggered_at < end);
    if (!notified || index < 0) return [];
    const label = `${LEVEL_WORDS[level]}: ${formatInstant(triggered_at, timezone)}`;
    return [{ index, tone: level, label, text: summary, href: `/alerts#${id}` }];
  });
}
