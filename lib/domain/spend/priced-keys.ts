import type { Meter } from "@/lib/domain/meters";
import { PRICE_ONLY_KEYS } from "@/lib/domain/plans";
import type { PriceBook } from "@/lib/domain/rating/price-book";

export const PLAN_FEE_KEY: keyof typeof PRICE_ONLY_KEYS = "plan_fee";

/** Something that may have a price: a meter, or a key that is priced without one. */
export type PricedKey = { key: string; displayName: string; unit: string };

/** All meters, and the keys that are priced without a meter. */
export function priceableKeys(meters: readonly Meter[]): PricedKey[] {
  const own = meters.map(({ key, displayName, unit }) => ({ key, displayName, unit }));
  const taken = new Set(own.map(({ key }) => key));
  const others = Object.entries(PRICE_ONLY_KEYS).map(([key, { displayName, unit }]) => ({
    ...{ key, displayName, unit },
  }));
  return [...own, ...others.filter(({ key }) => !taken.has(key))];
}

/** The keys that have a price in any of some periods, in order. */
export function pricedKeys(periods: readonly { book: PriceBook }[]): string[] {
  return [...new Set(periods.flatMap(({ book }) => [...book.keys()]))].sort();
}
