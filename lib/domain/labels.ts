import type { Meter } from "@/lib/domain/meters";
import type { KeyDimension } from "@/lib/domain/usage-query";

/** How series are named: by which dimensions, and whether the meter is one of them. */
export type Naming = {
  dimensions: readonly KeyDimension[];
  /** The meter is told too: it was asked for, several are in play, or there are several dimensions anyway. */
  typed: boolean;
  teamNames: ReadonlyMap<string, string>;
};

type Named = Pick<Meter, "displayName">;

const NONE = "(none)";

/** The readable name of a series: values joined by `::`, the meter last; the meter alone without breakdown. */
export function seriesLabel(meter: Named, values: readonly (string | null)[], naming: Naming): string {
  const names = naming.dimensions.map((dimension, index) =>
    valueLabel(dimension, values[index] ?? null, naming),
  );
  return [...names, ...(naming.typed || names.length === 0 ? [meter.displayName] : [])].join("::");
}

/** The readable name of what a meter's smaller series were folded into. */
export function restLabel(meter: Named, members: number, { typed }: Naming): string {
  const rest = `Other (${members})`;
  return typed ? `${rest}::${meter.displayName}` : rest;
}

function valueLabel(dimension: KeyDimension, value: string | null, { teamNames }: Naming): string {
  if (value === null) return NONE;
  return dimension === "team" ? `${teamNames.get(value) ?? value} (${value})` : value;
}

/** The `breakdown_type` and `breakdown_value` of a series: nothing, the one dimension, or several with the meter first. */
export function seriesBreakdown(
  meter: string,
  values: readonly (string | null)[],
  { dimensions, typed }: Omit<Naming, "teamNames">,
): { type: "type" | KeyDimension | "multiple" | null; value: string | null | (string | null)[] } {
  const [dimension] = dimensions;
  if (dimension === undefined) return typed ? { type: "type", value: meter } : { type: null, value: null };
  if (dimensions.length === 1 && !typed) return { type: dimension, value: values[0] ?? null };
  return { type: "multiple", value: [...(typed ? [meter] : []), ...values] };
}
