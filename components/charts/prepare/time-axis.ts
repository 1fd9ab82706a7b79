import { clockOf, formatBucketTick } from "@/lib/format-time";
import type { ChartBucket, Interval } from "./types";

export interface TimeTick {
  index: number;
  label: string;
}

const STRIDES: Record<Interval, readonly number[]> = {
  hour: [1, 2, 3, 6, 12, 24],
  day: [1, 2, 7, 14, 28],
  week: [1, 2, 4, 13, 26],
  month: [1, 2, 3, 6, 12],
  billing_period: [1, 2, 3, 6, 12],
};

/**
 * At most `max` labelled buckets, evenly spaced. Hours stand at round times of the zone that the labels are
 * written in; the year is named on the first tick and where it changes.
 */
export function timeTicks(buckets: readonly ChartBucket[], interval: Interval, max: number): TimeTick[] {
  const all = buckets.map((_, index) => index);
  const chosen = STRIDES[interval].map((stride) =>
    all.filter((index) => stands(buckets, interval, stride, index)),
  );
  const ticks = chosen.find((indexes) => indexes.length <= max) ?? thin(chosen.at(-1) ?? all, max);
  let year = "";
  return ticks.map((index, position) => {
    const date = buckets[index]?.date ?? "";
    const isNewYear = date.slice(0, 4) !== year && (position > 0 || interval !== "hour");
    year = date.slice(0, 4);
    return { index, label: formatBucketTick(date, interval, { year: isNewYear }) };
  });
}

function stands(buckets: readonly ChartBucket[], interval: Interval, stride: number, index: number): boolean {
  if (interval !== "hour" || stride === 1) return index % stride === 0;
  const clock = clockOf(buckets[index]?.date ?? "");
  return clock.endsWith(":00") && Number(clock.slice(0, 2)) % stride === 0;
}

function thin(indexes: readonly number[], max: number): number[] {
  const step = Math.ceil(indexes.length / max);
  return indexes.filter((_, position) => position % step === 0);
}
