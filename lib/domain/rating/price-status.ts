export const PRICE_STATUSES = ["upcoming", "current", "ended"] as const;
export type PriceStatus = (typeof PRICE_STATUSES)[number];

/** A version with the instant at which the next one of its key takes over; null when none does. */
export type HeldVersion<V> = { version: V; until: Date | null };

/** Pairs versions of several keys, in the order in which they come to hold, with their ends. */
export function withEnds<V extends { usageType: string; validFrom: Date }>(
  versions: readonly V[],
): HeldVersion<V>[] {
  return versions.map((version, index) => {
    const next = versions.slice(index + 1).find(({ usageType }) => usageType === version.usageType);
    return { version, until: next?.validFrom ?? null };
  });
}

/** Whether a version holds now. One that another replaced at its very beginning never held. */
export function priceStatus(validFrom: Date, until: Date | null, now: Date): PriceStatus {
  if (until !== null && (until <= now || until <= validFrom)) return "ended";
  return validFrom > now ? "upcoming" : "current";
}
