"use client";

import type { Ref } from "react";
import { type ChartCursor, useCursorPosition } from "./chart-cursor";
import type { ChartSurfaceProps } from "./chart-surface";
import { ChartTooltip } from "./chart-tooltip";
import { partialWords, spokenBucket } from "./prepare/bucket-words";
import { bucketCentre, type PlotBox } from "./prepare/plot-geometry";
import { earlierValue } from "./prepare/tooltip-rows";
import { useThrottled } from "./use-throttled";

export interface CursorOverlayProps
  extends Pick<
    ChartSurfaceProps,
    "kind" | "interval" | "buckets" | "series" | "together" | "colours" | "format" | "asOf" | "hint" | "marks"
  > {
  box: PlotBox;
  cursor: ChartCursor;
  ref: Ref<HTMLDivElement>;
}

const GAP = 12;

/** The line at the bucket being read, its tooltip beside it, and the same words for screen readers. */
export function CursorOverlay(props: CursorOverlayProps) {
  const { kind, interval, buckets, series, colours, format, asOf, hint, box, cursor, ref } = props;
  const position = useCursorPosition(cursor);
  const bucket = position ? buckets[position.index] : undefined;
  const active = position?.series == null ? null : (series[position.series] ?? null);
  const before = earlierValue(active ? active.previous : props.together, position?.index ?? 0);
  const isSpoken = position?.by === "keyboard" && bucket;
  const line = props.marks?.line;
  const reached = line?.exact[position?.index ?? 0] ?? null;
  const also =
    line && reached !== null
      ? { label: line.label, exact: reached, before: earlierValue(line.before, position?.index ?? 0) }
      : null;
  const spoken = useThrottled(
    isSpoken
      ? `${spokenBucket({ bucket, index: position.index, interval, series, active, before, exact: format.exact })}${
          also ? ` ${also.label} ${format.exact(also.exact)}.` : ""
        }`
      : "",
  );
  const live = (
    <div aria-live="polite" className="sr-only">
      {spoken}
    </div>
  );
  if (!position || !bucket) return live;
  const x = bucketCentre(position.index, buckets.length, kind, box);
  const isPinned = position.by === "touch";
  const side = x < box.width / 2 ? { left: x + GAP } : { right: box.width - x + GAP };
  return (
    <>
      {live}
      <div
        aria-hidden
        className="pointer-events-none absolute w-px bg-axis"
        style={{ left: x, top: box.top, height: box.height - box.top - box.bottom }}
      />
      <div
        ref={ref}
        aria-hidden
        className={
          isPinned
            ? "absolute inset-x-0 top-full z-20 mt-1 rounded-md border bg-card p-2.5 shadow-lg"
            : "absolute top-1 z-20 w-max max-w-[min(24rem,60%)] min-w-56 cursor-default rounded-md border bg-card p-2.5 shadow-lg"
        }
        style={isPinned ? undefined : side}
      >
        <ChartTooltip
          index={position.index}
          activeKey={active?.key ?? null}
          partialNote={partialWords(bucket, asOf)}
          before={earlierValue(props.together, position.index)}
          {...{ interval, bucket, series, colours, format, hint, also }}
        />
      </div>
    </>
  );
}
