import type { PriceAnswer } from "@/lib/contracts/price";
import type { OwnPrice } from "@/lib/contracts/prices";
import type { PricedThing } from "./price-words";

/** What a key costs now, from where, and the own prices that are to come. */
export type EffectivePrice = {
  thing: PricedThing;
  price: PriceAnswer | null;
  /** The own price that holds; null where the plan's does, or none. */
  own: OwnPrice | null;
  upcoming: readonly OwnPrice[];
};

/** The prices that hold now: own ones before the plan's. Times are compared as instants in UTC. */
export function effectivePrices(
  things: readonly PricedThing[],
  own: readonly OwnPrice[],
  ofPlan: readonly PriceAnswer[],
  now: string,
): EffectivePrice[] {
  return things.map((thing) => {
    const versions = own.filter(({ usage_type }) => usage_type === thing.key);
    const current = versions.find(({ status }) => status === "current") ?? null;
    const planned = ofPlan.find(
      ({ usage_type, valid_from }) => usage_type === thing.key && valid_from <= now,
    );
    return {
      thing,
      price: current ?? planned ?? null,
      own: current,
      upcoming: versions.filter(({ status }) => status === "upcoming").toReversed(),
    };
  });
}
