"use client";

import dynamic from "next/dynamic";
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useId, useRef } from "react";
import { cx } from "@/components/ui/cx";
import type { ViewScale } from "@/lib/domain/view/view";
import { type ChartCursor, useCursor, useCursorPosition } from "./chart-cursor";
import { ChartSkeleton } from "./chart-skeleton";
import { CursorOverlay } from "./cursor-overlay";
import { InsideAxis } from "./inside-axis";
import { MarksOverlay } from "./marks-overlay";
import type { ChartMarks } from "./prepare/chart-marks";
import { moveCursor } from "./prepare/cursor-keys";
import { bucketAt } from "./prepare/plot-geometry";
import type { ChartBucket, ChartKind, ChartSeries, ChartValues, Interval } from "./prepare/types";
import { useLayout } from "./use-layout";
import { useSize } from "./use-size";
import { type Span, useSpan } from "./use-span";
import type { ValueFormat } from "./value-format";

// The drawing library is large; pages fetch it only when they show a chart.
const ChartPlot = dynamic(() => import("./chart-plot").then((module) => module.ChartPlot), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

// What few pictures show comes when one does.
const FlagsOverlay = dynamic(() => import("./flags-overlay").then((module) => module.FlagsOverlay), {
  ssr: false,
});
const SpanOverlay = dynamic(() => import("./span-overlay").then((module) => module.SpanOverlay), {
  ssr: false,
});
const ValuesOverlay = dynamic(() => import("./values-overlay").then((module) => module.ValuesOverlay), {
  ssr: false,
});

export interface ChartSurfaceProps {
  label: string;
  summary: string;
  kind: ChartKind;
  stacked: boolean;
  interval: Interval;
  buckets: readonly ChartBucket[];
  /** What is drawn: folded, without the hidden ones. */
  series: readonly ChartSeries[];
  /** What all of them came to in the earlier range. */
  together?: ChartValues | null;
  colours: ReadonlyMap<string, string>;
  format: ValueFormat;
  asOf: string | null;
  highlighted: string | null;
  /** What lies over the picture: limits, beginnings, a second line. */
  marks?: ChartMarks | undefined;
  cursor?: ChartCursor;
  withTimeAxis?: boolean;
  /** A bucket was chosen by click or Enter, with the series that the keyboard is on. */
  onBucketSelect?: (bucket: ChartBucket, seriesKey: string | null) => void;
  /** Buckets were dragged across and chosen. */
  onSpanSelect?: ((first: ChartBucket, last: ChartBucket) => void) | undefined;
  /** Numbers on the bars, where they fit. */
  showValues?: boolean | undefined;
  /** How the values of lines lie on their axis. */
  scale?: ViewScale | undefined;
  hint?: string;
  className?: string;
}

const NO_MARKS: ChartMarks = { moments: [], limits: [], line: null };

/** The plot with everything that reads it: pointer, touch, keyboard and screen reader, one tab stop in all. */
export function ChartSurface(props: ChartSurfaceProps) {
  const { label, summary, kind, buckets, series, colours, format } = props;
  const {
    together = null,
    withTimeAxis = true,
    showValues = false,
    scale = "zero",
    marks = NO_MARKS,
    className,
  } = props;
  const id = useId().replaceAll(/[^\w]/g, "");
  const [ref, size] = useSize<HTMLDivElement>();
  const cursor = useCursor(props.cursor);
  const position = useCursorPosition(cursor);
  const overlay = useRef<HTMLDivElement>(null);
  const activeKey = position?.series == null ? null : (series[position.series]?.key ?? null);
  const highlighted = activeKey ?? props.highlighted;
  const layout = useLayout({ ...props, size, together, marks, withTimeAxis, scale, highlighted });
  const { box, second, axis, ticks, earlier, sizes } = layout;

  const indexAt = (event: PointerEvent | MouseEvent) => {
    if (!box || buckets.length === 0 || overlay.current?.contains(event.target as Node)) return null;
    const left = ref.current?.getBoundingClientRect().left ?? 0;
    return bucketAt(event.clientX - left, buckets.length, kind, box);
  };
  const drag = useSpan(props.onSpanSelect !== undefined, indexAt);
  const point = (event: PointerEvent) => {
    const index = indexAt(event);
    const by = event.pointerType === "touch" ? "touch" : "pointer";
    if (index !== null) cursor.set({ index, series: null, by });
  };
  const leave = (event: PointerEvent) => {
    drag.pointer.up();
    if (event.pointerType !== "touch" && cursor.get()?.by === "pointer") cursor.set(null);
  };
  const select = (index: number | null) => {
    const bucket = index === null ? undefined : buckets[index];
    if (bucket) props.onBucketSelect?.(bucket, activeKey);
  };
  const zoom = (span: Span | null) => {
    const [first, last] = span ? [buckets[span.first], buckets[span.last]] : [];
    drag.clear();
    if (first && last) props.onSpanSelect?.(first, last);
  };
  const press = (event: KeyboardEvent) => {
    const at = cursor.get();
    const next = moveCursor(event.key, at, { buckets: buckets.length, series: series.length });
    if (next) cursor.set({ ...next, by: "keyboard" });
    else if (event.key === "Enter" && at) select(at.index);
    else if (event.key === "Escape" && (at || drag.span)) {
      cursor.set(null);
      drag.clear();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={cx("relative min-w-0", className)}>
      <div
        ref={ref}
        role="application"
        aria-roledescription="chart"
        aria-label={`${label}. Read points with the arrow keys.`}
        aria-describedby={`${id}-summary`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the one tab stop of the chart
        tabIndex={0}
        className={cx("relative h-full w-full rounded select-none", props.onBucketSelect && "cursor-pointer")}
        onKeyDown={press}
        onBlur={() => cursor.get()?.by !== "pointer" && cursor.set(null)}
        onPointerMove={(event) => {
          drag.pointer.move(event);
          if (event.pointerType !== "touch") point(event);
        }}
        onPointerDown={(event) => {
          drag.pointer.down(event);
          point(event);
        }}
        onPointerUp={drag.pointer.up}
        onPointerLeave={leave}
        onClick={(event) => cursor.get()?.by !== "touch" && !drag.swallowsClick() && select(indexAt(event))}
      >
        {box && (
          // The picture takes no part in pointing or focus: this box does both, so there is one tab stop.
          <div className="pointer-events-none h-full">
            <ChartPlot
              {...{ id, kind, box, buckets, series, earlier, colours, axis, ticks, format, highlighted }}
              stacked={props.stacked}
              barSizes={sizes}
            />
          </div>
        )}
        {box && <MarksOverlay {...{ box, kind, marks, axis, second, format }} count={buckets.length} />}
        {box && showValues && kind === "bar" && (
          <ValuesOverlay {...{ series, box, axis, sizes, format }} stacked={props.stacked} />
        )}
        {box && box.left === 0 && <InsideAxis {...{ box, axis, format }} />}
        {box && <CursorOverlay {...props} ref={overlay} box={box} cursor={cursor} />}
      </div>
      {box && marks.flags && marks.flags.length > 0 && (
        <FlagsOverlay flags={marks.flags} count={buckets.length} {...{ kind, box }} />
      )}
      {box && drag.span && (
        <SpanOverlay
          span={drag.span}
          count={buckets.length}
          onZoom={() => zoom(drag.span)}
          onClear={drag.clear}
          {...{ kind, box }}
        />
      )}
      <p id={`${id}-summary`} className="sr-only">
        {summary}
      </p>
    </div>
  );
}
