"use client";

import { useView } from "@/components/filters/view-context";
import { Segmented } from "@/components/ui/segmented";
import { MAX_BUCKETS } from "@/lib/domain/intervals";
import { countBuckets, VIEW_INTERVALS, type ViewInterval, whyNotInterval } from "@/lib/domain/view/interval";
import type { ResolvedView } from "@/lib/domain/view/view";
import { formatCount } from "@/lib/format";

const NAMES: Record<ViewInterval, string> = { hour: "Hour", day: "Day", week: "Week", month: "Month" };

/** The length of a point; what would give too few or too many points says so. */
export function IntervalControl() {
  const { resolved, change } = useView();
  return (
    <Segmented
      label="Interval"
      value={resolved.interval}
      onValueChange={(interval) => change({ interval })}
      options={VIEW_INTERVALS.map((interval) => ({
        value: interval,
        label: NAMES[interval],
        // The interval in use stays enabled, or a single point could not be shown at all.
        disabledReason: interval === resolved.interval ? undefined : whyDisabled(resolved, interval),
      }))}
    />
  );
}

function whyDisabled({ range, weekStart }: ResolvedView, interval: ViewInterval): string | undefined {
  const reason = whyNotInterval(range, interval, weekStart);
  if (reason === null) return undefined;
  if (reason === "too_few") return `This range has only one ${interval}`;
  const points = formatCount(countBuckets(range, interval, weekStart));
  return `${points} points; at most ${formatCount(MAX_BUCKETS)} can be shown`;
}
