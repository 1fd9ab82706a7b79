import { formatMimeType } from "@/lib/domain/file-type-names";
import type { ViewDimension } from "@/lib/domain/view/view";

/** One noun per dimension, everywhere on screen. */
export const DIMENSION_WORDS: Record<ViewDimension, { one: string; many: string }> = {
  type: { one: "Meter", many: "meters" },
  team: { one: "Team", many: "teams" },
  provider: { one: "Provider", many: "providers" },
  file_type: { one: "File type", many: "file types" },
};

/** Known names by value, such as the display names of meters. */
export type ValueNames = ReadonlyMap<string, string>;

/** A value of a dimension as people call it. */
export function valueInWords(dimension: ViewDimension, value: string | null, names?: ValueNames): string {
  if (value === null) return dimension === "file_type" ? "No file type" : `No ${dimension}`;
  if (dimension === "file_type") return formatMimeType(value);
  return names?.get(value) ?? value;
}
