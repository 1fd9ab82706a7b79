import type { DimensionFilter } from "@/lib/domain/dimensions";

export const ALL_METERS = "";

/** The one meter that is shown; all when nobody chose, null when the filter is anything else. */
export function chosenMeter({ include, exclude }: DimensionFilter): string | null {
  if (include.length === 0 && exclude.length === 0) return ALL_METERS;
  const [only] = include;
  return include.length === 1 && exclude.length === 0 && typeof only === "string" ? only : null;
}
