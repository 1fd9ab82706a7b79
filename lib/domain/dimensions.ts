/** What usage can be broken down and filtered by. `type` is the meter itself. */
export const DIMENSIONS = ["type", "team", "provider", "file_type", "subject", "api_key"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The dimensions that rollups keep; the others are answered from events. */
export const ROLLUP_DIMENSIONS = ["team", "provider", "file_type"] as const;
export type RollupDimension = (typeof ROLLUP_DIMENSIONS)[number];

/** A filter on one dimension; null as a member selects what has no value. Empty lists do not filter. */
export type DimensionFilter = { include: (string | null)[]; exclude: (string | null)[] };
export type DimensionFilters = Partial<Record<Exclude<Dimension, "type">, DimensionFilter>>;
