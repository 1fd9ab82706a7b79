import { canonicalJson } from "@/lib/domain/canonical-json";
import type { Price } from "./price";
import { latest, type PriceVersion } from "./price-book";

/** A price of a list from an instant on; null: none from then on. */
export type ListedPrice = { usageType: string; validFrom: Date; price: Price | null };

type GivenPrice = { usageType: string; validFrom: Date; price: Price };

/**
 * The versions to add so that a plan's prices are what a new list says: a key that is left out ends at `start`, one that
 * is given keeps what it had before its first price. Versions that are to come and are not in the list are overruled.
 * What is as it should be adds nothing.
 */
export function planPriceChanges(
  existing: readonly PriceVersion[],
  given: readonly GivenPrice[],
  start: Date,
): ListedPrice[] {
  const keys = new Set([...existing, ...given].map(({ usageType }) => usageType));
  return [...keys].sort().flatMap((key) => {
    const had = existing.filter(({ usageType }) => usageType === key);
    const wanted = given
      .filter(({ usageType }) => usageType === key)
      .sort((a, b) => a.validFrom.getTime() - b.validFrom.getTime());
    return instants(had, wanted, start).flatMap((validFrom): ListedPrice[] => {
      const price = latest(validFrom, wanted)?.price ?? null;
      const before = latest(validFrom, had)?.price ?? null;
      return canonicalJson(price) === canonicalJson(before) ? [] : [{ usageType: key, validFrom, price }];
    });
  });
}

function instants(had: readonly PriceVersion[], wanted: readonly GivenPrice[], start: Date): Date[] {
  const first = wanted[0]?.validFrom ?? start;
  const times = [first, ...wanted.map(({ validFrom }) => validFrom), ...had.map(({ validFrom }) => validFrom)]
    .map((at) => at.getTime())
    .filter((at) => at >= first.getTime());
  return [...new Set(times)].sort((a, b) => a - b).map((at) => new Date(at));
}
