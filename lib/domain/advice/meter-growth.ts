import Big from "big.js";
import { compareDecimals, divideDecimals, subtractDecimals } from "@/lib/domain/decimal";

/** How much of a meter was used in the period before the last, and in the last one. */
export type MeterUse = { usageType: string; previous: string; last: string };
export type MeterGrowth = MeterUse & { change: string; percentChange: string | null };

/** The meters that were used more, by percent; those that were not used before come first, by quantity. */
export function topGrowth(uses: readonly MeterUse[], most: number): MeterGrowth[] {
  return uses
    .filter(({ previous, last }) => compareDecimals(last, previous) > 0)
    .map((use) => ({
      ...use,
      change: subtractDecimals(use.last, use.previous),
      percentChange: percentOf(use),
    }))
    .sort((a, b) => {
      if (a.percentChange !== null && b.percentChange !== null)
        return compareDecimals(b.percentChange, a.percentChange);
      if (a.percentChange === b.percentChange) return compareDecimals(b.change, a.change);
      return a.percentChange === null ? -1 : 1;
    })
    .slice(0, most);
}

/** null where there is no base, also where corrections took more than there was. */
function percentOf({ previous, last }: MeterUse): string | null {
  if (compareDecimals(previous, "0") <= 0) return null;
  return divideDecimals(new Big(last).minus(previous).times(100).toFixed(), previous);
}
