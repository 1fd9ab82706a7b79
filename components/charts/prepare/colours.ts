import type { ChartSeries } from "./types";

const SLOTS = 8;

/**
 * A colour slot (1 to 8) per key. A key's slot follows from its place among the known keys in the order they were
 * first seen, so hiding, sorting or refetching never recolours. Where two shown keys would share a slot, the one
 * seen later takes the next free one. Unknown keys take free slots in the order given.
 */
export function assignSlots(knownKeys: readonly string[], keys: readonly string[]): Map<string, number> {
  const places = new Map(knownKeys.map((key, index) => [key, index]));
  const ordered = [...keys].sort((a, b) => (places.get(a) ?? Infinity) - (places.get(b) ?? Infinity) || 0);
  const slots = new Map<string, number>();
  const taken = new Set<number>();
  for (const key of ordered) {
    const wanted = (places.get(key) ?? 0) % SLOTS;
    const offset = [...Array(SLOTS).keys()].find((step) => !taken.has((wanted + step) % SLOTS)) ?? 0;
    const slot = (wanted + offset) % SLOTS;
    taken.add(slot);
    slots.set(key, slot + 1);
  }
  return slots;
}

/** The CSS colour of each series; the rest is grey. */
export function seriesColours(
  knownKeys: readonly string[],
  series: readonly ChartSeries[],
): Map<string, string> {
  const slots = assignSlots(
    knownKeys,
    series.filter((one) => !one.other).map((one) => one.key),
  );
  return new Map(
    series.map((one) => [
      one.key,
      one.other ? "var(--chart-other)" : `var(--chart-${slots.get(one.key) ?? 1})`,
    ]),
  );
}
