"use client";

import { Button } from "@/components/ui/button";
import { bucketCentre, type PlotBox } from "./prepare/plot-geometry";
import type { ChartKind } from "./prepare/types";
import type { Span } from "./use-span";

export interface SpanOverlayProps {
  span: Span;
  kind: ChartKind;
  count: number;
  box: PlotBox;
  onZoom: () => void;
  onClear: () => void;
}

/** What was dragged across, and what can be done with it. */
export function SpanOverlay({ span, kind, count, box, onZoom, onClear }: SpanOverlayProps) {
  const half = kind === "bar" ? (box.width - box.left - box.right) / count / 2 : 0;
  const left = bucketCentre(span.first, count, kind, box) - half;
  const right = bucketCentre(span.last, count, kind, box) + half;
  return (
    <>
      <div
        aria-hidden
        className="pointer-events-none absolute border-x border-link bg-link/15"
        style={{ left, width: right - left, top: box.top, height: box.height - box.top - box.bottom }}
      />
      {!span.open && (
        <div
          className="absolute top-1 z-30 flex -translate-x-1/2 gap-1 rounded-md border bg-card p-1 shadow-lg"
          style={{ left: Math.min(box.width - 130, Math.max(130, (left + right) / 2)) }}
        >
          <Button size="sm" variant="primary" onClick={onZoom}>
            Zoom to selection
          </Button>
          <Button size="sm" variant="ghost" onClick={onClear}>
            Clear
          </Button>
        </div>
      )}
    </>
  );
}
