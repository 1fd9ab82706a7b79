import type { ViewDimension } from "@/lib/domain/view/view";

/** What a series stands for: its meter, and the value of each dimension it was broken down by. */
export type SeriesMembers = ReadonlyMap<ViewDimension, string | null>;

/** The dimensions of a series key in order: the meter first, then what was asked. */
export function keyDimensions(breakdown: readonly ViewDimension[]): ViewDimension[] {
  return ["type", ...breakdown.filter((dimension) => dimension !== "type")];
}

/** Reads the key of a series; null for the folded rest, which stands for many. */
export function readSeriesKey(key: string, breakdown: readonly ViewDimension[]): SeriesMembers | null {
  const values: unknown = JSON.parse(key);
  if (!Array.isArray(values)) return null;
  return new Map(
    keyDimensions(breakdown).map((dimension, index) => [dimension, asValue(values[index])] as const),
  );
}

const asValue = (value: unknown): string | null => (typeof value === "string" ? value : null);

/**
 * The server's names of the same members. Labels are the names joined by `::` with the meter last, where there are
 * several; a name that itself holds `::` makes them unreadable, and then the values serve.
 */
export function readSeriesLabel(
  label: string,
  breakdown: readonly ViewDimension[],
): ReadonlyMap<ViewDimension, string> {
  const others = keyDimensions(breakdown).slice(1);
  const names = label.split("::");
  const dimensions: ViewDimension[] = names.length > others.length ? [...others, "type"] : others;
  if (names.length !== dimensions.length) return new Map();
  return new Map(dimensions.map((dimension, index) => [dimension, names[index] ?? ""] as const));
}
