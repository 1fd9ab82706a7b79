import type { DimensionFilters } from "@/lib/domain/dimensions";
import { InvalidInput } from "@/lib/domain/invalid-input";
import type { KeyDimension } from "@/lib/domain/usage-query";

/** What a series' key names: a meter with its values, or the folded rest of a meter (null). */
export type SeriesKey = { meter: string; values: (string | null)[] | null };

/** Reads the key of a series back; one that no series of the question can have is refused. */
export function parseSeriesKey(text: string, dimensions: readonly KeyDimension[]): SeriesKey {
  const parsed = parseJson(text);
  if (Array.isArray(parsed)) {
    const [meter, ...values] = parsed as unknown[];
    if (typeof meter === "string" && values.length === dimensions.length && values.every(isValue))
      return { meter, values };
  } else if (typeof parsed === "object" && parsed !== null && "other" in parsed) {
    if (typeof parsed.other === "string" && Object.keys(parsed).length === 1)
      return { meter: parsed.other, values: null };
  }
  throw new InvalidInput("invalid_parameter", "key", "is not the key of a series with these breakdowns");
}

const isValue = (value: unknown): value is string | null => value === null || typeof value === "string";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Narrows filters to one value per dimension; undefined where the filters leave that value out. */
export function filtersOfKey(
  filters: DimensionFilters,
  dimensions: readonly KeyDimension[],
  values: readonly (string | null)[],
): DimensionFilters | undefined {
  const narrowed = { ...filters };
  for (const [index, dimension] of dimensions.entries()) {
    const value = values[index] ?? null;
    const { include = [], exclude = [] } = filters[dimension] ?? {};
    if (exclude.includes(value) || (include.length > 0 && !include.includes(value))) return undefined;
    narrowed[dimension] = { include: [value], exclude: [] };
  }
  return narrowed;
}
