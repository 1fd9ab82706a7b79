import "server-only";
import type { Context } from "@/db/context";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { PRICE_ONLY_KEYS } from "@/lib/domain/plans";
import { listMeters } from "@/lib/services/meters/list-meters";

/** What an organization may price: its meters, and the keys that are priced without one. */
export async function pricedKeys(context: Context): Promise<ReadonlySet<string>> {
  const meters = await listMeters(context);
  return new Set([...meters.map(({ key }) => key), ...Object.keys(PRICE_ONLY_KEYS)]);
}

/** Refuses a price that could never be charged: of a key that nothing feeds. */
export function refuseUnknownKey(known: ReadonlySet<string>, key: string, path = ""): void {
  if (!known.has(key))
    throw new InvalidInput("unknown_usage_type", `${path}usage_type`, `there is no meter "${key}"`);
}
