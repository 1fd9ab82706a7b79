import type { Dimension, DimensionFilter, DimensionFilters } from "@/lib/domain/dimensions";
import type { Meter } from "@/lib/domain/meters";

/** What a series' key is made of besides the meter. */
export type KeyDimension = Exclude<Dimension, "type">;

/** A half-open span of time. */
export type Span = { start: Date; end: Date };

/**
 * A question about usage as a plain value: every reading endpoint makes one, the planner chooses what to read for
 * it, and selectors turn it to SQL. Its spans touch each other and cover the whole range.
 */
export type UsageQuery = {
  meters: readonly Meter[];
  dimensions: readonly KeyDimension[];
  filters: DimensionFilters;
  spans: readonly Span[];
  /** Only what was recorded by then; null = everything. */
  asOf: Date | null;
};

/** A filter on one dimension, or nothing where both lists are empty. */
export function toFilter(
  dimension: KeyDimension,
  include: readonly (string | null)[] = [],
  exclude: readonly (string | null)[] = [],
): DimensionFilters {
  if (include.length === 0 && exclude.length === 0) return {};
  const filter: DimensionFilter = { include: [...include], exclude: [...exclude] };
  return { [dimension]: filter };
}
