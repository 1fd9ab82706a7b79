"use client";

import { useState, useSyncExternalStore } from "react";

/** The bucket being read, and the series when the keyboard walks through them. */
export interface CursorPosition {
  index: number;
  series: number | null;
  by: "pointer" | "touch" | "keyboard";
}

/** Lives outside React's tree, so hovering redraws a line and a tooltip, not the chart. */
export interface ChartCursor {
  get: () => CursorPosition | null;
  set: (position: CursorPosition | null) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createCursor(): ChartCursor {
  let position: CursorPosition | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => position,
    set: (next) => {
      if (next?.index === position?.index && next?.series === position?.series && next?.by === position?.by)
        return;
      position = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The cursor given, or one of its own; charts that share one show the same bucket. */
export function useCursor(shared?: ChartCursor): ChartCursor {
  const [own] = useState(createCursor);
  return shared ?? own;
}

export function useCursorPosition(cursor: ChartCursor): CursorPosition | null {
  return useSyncExternalStore(cursor.subscribe, cursor.get, () => null);
}
