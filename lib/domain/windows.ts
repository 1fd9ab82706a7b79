import { wholeBuckets } from "@/lib/domain/buckets";
import { InvalidInput } from "@/lib/domain/invalid-input";
import type { Span } from "@/lib/domain/usage-query";

/** The window sizes of the OpenMeter-compatible door. */
export const WINDOW_SIZES = ["MINUTE", "HOUR", "DAY", "MONTH"] as const;
export type WindowSize = (typeof WINDOW_SIZES)[number];

export const MAX_WINDOWS = 50_000;
const MINUTE_MS = 60_000;
const LEAST_MS = {
  MINUTE: MINUTE_MS,
  HOUR: 60 * MINUTE_MS,
  DAY: 1380 * MINUTE_MS,
  MONTH: 1440 * 27 * MINUTE_MS,
};
const INTERVALS = { HOUR: "hour", DAY: "day", MONTH: "month" } as const;

/** The whole windows of a zone that touch a range; too many are refused before they are built. */
export function cutWindows(range: { from: Date; to: Date }, size: WindowSize, timezone: string): Span[] {
  const [from, to] = [range.from.getTime(), range.to.getTime()];
  if ((to - from) / LEAST_MS[size] > MAX_WINDOWS) throw tooMany();
  const wholes =
    size === "MINUTE" ? minutes(from, to) : wholeBuckets({ ...range, timezone }, INTERVALS[size]);
  const windows: Span[] = [];
  for (const { start, end } of wholes) {
    // A day that a zone skipped is none.
    if (start < end) windows.push({ start: new Date(start), end: new Date(end) });
  }
  return windows;
}

function* minutes(from: number, to: number) {
  for (let start = Math.floor(from / MINUTE_MS) * MINUTE_MS; start < to; start += MINUTE_MS)
    yield { start, end: start + MINUTE_MS };
}

function tooMany(): InvalidInput {
  const message = `gives more than ${MAX_WINDOWS} windows: choose a larger one or a shorter time`;
  return new InvalidInput("too_many_points", "windowSize", message);
}
