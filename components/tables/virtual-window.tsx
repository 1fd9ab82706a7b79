"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import type { ReactNode, RefObject } from "react";
import { ROW_HEIGHT, type RowWindow, VIEW_HEIGHT } from "./row-window";

export interface VirtualWindowProps {
  count: number;
  box: RefObject<HTMLElement | null>;
  children: (window: RowWindow) => ReactNode;
}

/** Draws what of many rows is in view. */
export function VirtualWindow({ count, box, children }: VirtualWindowProps) {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    initialRect: { width: 0, height: VIEW_HEIGHT },
  });
  const items = virtualizer.getVirtualItems();
  return children({
    indexes: items.map((item) => item.index),
    before: items[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
  });
}
