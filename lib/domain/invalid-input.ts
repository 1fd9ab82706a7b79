/** The codes of a refused parameter, as published under /docs/api. */
export const INVALID_CODES = [
  "invalid_parameter",
  "unknown_parameter",
  "duplicate_parameter",
  "conflicting_parameters",
  "ambiguous_range",
  "unknown_usage_type",
  "unknown_time_zone",
  "invalid_date",
  "range_reversed",
  "too_many_points",
  "page_too_deep",
  "archived",
] as const;
export type InvalidCode = (typeof INVALID_CODES)[number];

/** A parameter that cannot be answered: thrown by domain and services, told to the caller as a 400 naming the field. */
export class InvalidInput extends Error {
  constructor(
    readonly code: InvalidCode,
    readonly field: string,
    message: string,
  ) {
    super(message);
    this.name = "InvalidInput";
  }
}
