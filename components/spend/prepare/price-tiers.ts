import Big from "big.js";
import type { SpendLineAnswer } from "@/lib/contracts/spend-lines";

/** A tier of a line's price, whether its usage lies behind it, in it, or has not come to it. */
export type TierPlace = {
  from: string;
  to: string | null;
  /** The price of a unit, or the percentage of the quantity. */
  rate: string;
  flat: string;
  /** What the line pays for in it; null where it has none of it. */
  quantity: string | null;
  amount: string | null;
  state: "passed" | "here" | "ahead";
  /** How much of the tier is filled, in percent. */
  filled: string;
};

/** The tiers of a line's price, all of them; none where its price has only one rate. */
export function tierPlaces({ price, tiers, billable_quantity }: SpendLineAnswer): TierPlace[] {
  let from = "0";
  return (price?.tiers ?? []).map((tier) => {
    const rated = tiers.find((one) => one.from === from);
    const state = stateOf({ from, to: tier.up_to }, billable_quantity);
    const place: TierPlace = {
      from,
      to: tier.up_to,
      rate: tier.unit_amount ?? tier.rate_percent ?? "0",
      flat: rated?.flat_amount ?? tier.flat_amount,
      quantity: rated?.quantity ?? null,
      amount: rated?.amount ?? null,
      state,
      filled: filledOf({ from, to: tier.up_to }, state, billable_quantity),
    };
    from = tier.up_to ?? from;
    return place;
  });
}

type Bounds = { from: string; to: string | null };

/** A quantity on the boundary of two tiers lies in the first; nothing at all in the first of all. */
function stateOf({ from, to }: Bounds, billable: string): TierPlace["state"] {
  const quantity = new Big(billable);
  if (to !== null && quantity.gt(to)) return "passed";
  return quantity.gt(from) || from === "0" ? "here" : "ahead";
}

function filledOf({ from, to }: Bounds, state: TierPlace["state"], billable: string): string {
  if (state !== "here") return state === "passed" ? "100" : "0";
  const inside = new Big(billable).minus(from);
  // The last tier has no end that it could be compared with.
  if (to === null) return inside.gt(0) ? "50" : "0";
  return inside.div(new Big(to).minus(from)).times(100).round(1).toFixed();
}
