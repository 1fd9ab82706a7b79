"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";

const STORED_AS = "meterline.single-keys";
const CHANGED = "meterline:single-keys";

const stored = () => window.localStorage.getItem(STORED_AS) !== "off";

/** Whether keys without a modifier act: on unless the reader switched them off in this browser. */
export function useSingleKeysSetting(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, stored, () => true);
  return [on, store];
}

function subscribe(listener: () => void) {
  window.addEventListener(CHANGED, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener("storage", listener);
  };
}

function store(on: boolean): void {
  if (on) window.localStorage.removeItem(STORED_AS);
  else window.localStorage.setItem(STORED_AS, "off");
  window.dispatchEvent(new Event(CHANGED));
}

const BUSY = "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox]";

/** Whether a key press is meant for the page: no modifier, no field, and nothing open that has keys of its own. */
function isForPage(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return false;
  const target = event.target instanceof Element ? event.target : null;
  return !target?.closest(BUSY) && !document.querySelector("[role=dialog], [role=menu], [role=listbox]");
}

/** Runs what a key stands for, as the small letter or sign that it types ("t", "[", "?"). */
export function useSingleKeys(keys: Record<string, () => void>): void {
  const [on] = useSingleKeysSetting();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      const act = latest.current[event.key.toLowerCase()];
      if (!act || !isForPage(event)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [on]);
}
