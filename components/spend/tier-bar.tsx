import type { TierPlace } from "@/components/spend/prepare/price-tiers";

/** Where usage stands in the tiers of a price: one box per tier, filled as far as it is used. The words say it, too. */
export function TierBar({ places }: { places: readonly TierPlace[] }) {
  return (
    <span aria-hidden className="flex h-1.5 w-full gap-0.5">
      {places.map(({ from, filled }) => (
        <span key={from} data-fill="" className="relative flex-1 overflow-hidden rounded-full bg-hover">
          <span className="absolute inset-y-0 left-0 bg-accent" style={{ width: `${filled}%` }} />
        </span>
      ))}
    </span>
  );
}
