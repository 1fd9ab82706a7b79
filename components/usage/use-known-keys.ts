"use client";

import { useRef } from "react";

/** Keys in the order they were first seen on this page, so that a series keeps its colour when filters change. */
export function useKnownKeys(keys: readonly string[]): readonly string[] {
  const seen = useRef<readonly string[]>([]);
  const fresh = keys.filter((key) => !seen.current.includes(key));
  // Only ever grows by what is shown, so rendering twice gives the same list.
  if (fresh.length > 0) seen.current = [...seen.current, ...new Set(fresh)];
  return seen.current;
}
