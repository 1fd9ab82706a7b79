"use client";

import { useSyncExternalStore } from "react";

export const PHONE = "(max-width: 639px)";

/** Whether a media query matches; false on the server, which knows no screen. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}
