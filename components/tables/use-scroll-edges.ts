"use client";

import { type RefObject, useEffect, useState } from "react";

/** Whether a box that scrolls sideways hides something at its left or right edge. */
export function useScrollEdges(ref: RefObject<HTMLElement | null>): { left: boolean; right: boolean } {
  const [edges, setEdges] = useState({ left: false, right: false });
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const look = () => {
      const left = box.scrollLeft > 0;
      const right = box.scrollLeft + box.clientWidth < box.scrollWidth - 1;
      setEdges((known) => (known.left === left && known.right === right ? known : { left, right }));
    };
    look();
    box.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(box);
    return () => {
      box.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [ref]);
  return edges;
}
