"use client";

import { useEffect, useState } from "react";

/** Follows a text at most so often, so that a live region reads where the reader stopped, not every step. */
export function useThrottled(text: string, everyMs = 500): string {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), text === "" ? 0 : everyMs);
    return () => clearTimeout(timer);
  }, [text, everyMs]);
  return said;
}
