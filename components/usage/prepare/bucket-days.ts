import type { ChartBucket } from "@/components/charts/prepare/types";
import { dateIn } from "@/lib/domain/time-zone";

/** The first and the last calendar day of a bucket, in the zone of the view. */
export function bucketDays({ start, end }: ChartBucket, timezone: string): { start: string; end: string } {
  return { start: dateIn(Date.parse(start), timezone), end: dateIn(Date.parse(end) - 1, timezone) };
}
