"use client";

import { type PointerEvent, useRef, useState } from "react";

/** Buckets from the first to the last, both included. */
export interface Span {
  first: number;
  last: number;
  /** Still being drawn. */
  open: boolean;
}

/** The buckets that a mouse is dragged across; a touch scrolls the page and selects nothing. */
export function useSpan(enabled: boolean, indexAt: (event: PointerEvent) => number | null) {
  const [span, setSpan] = useState<Span | null>(null);
  const from = useRef<number | null>(null);
  /** The click that ends a drag, or lets go of what was drawn, chooses no bucket. */
  const swallows = useRef(false);
  const down = (event: PointerEvent) => {
    const isMeant = enabled && event.pointerType !== "touch" && event.button === 0;
    const index = isMeant ? indexAt(event) : null;
    from.current = index;
    swallows.current = span !== null;
    if (index !== null) setSpan(null);
  };
  const move = (event: PointerEvent) => {
    const start = from.current;
    const index = start === null ? null : indexAt(event);
    if (start === null || index === null || (index === start && !span)) return;
    swallows.current = true;
    setSpan({ first: Math.min(start, index), last: Math.max(start, index), open: true });
  };
  const up = () => {
    from.current = null;
    setSpan((drawn) => drawn && { ...drawn, open: false });
  };
  return {
    span,
    clear: () => setSpan(null),
    swallowsClick: () => swallows.current,
    pointer: { down, move, up },
  };
}
