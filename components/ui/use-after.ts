"use client";

import { useEffect, useState } from "react";

/** True once the component has been mounted for so long; quick answers never flash a waiting state. */
export function useAfter(delayMs: number): boolean {
  const [passed, setPassed] = useState(delayMs <= 0);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return passed;
}
