import Big from "big.js";
import { toDecimal } from "@/lib/domain/decimal";
import { type Band, bandsOf, type FixedAmounts } from "./bands";
import type { Price } from "./price";
import { addRatios, compareRatios, type Ratio, ratio, ratioText, roundMoney } from "./ratio";

/** A part of a line: the units above `from` up to and with `to` (null: without end), and what they cost. */
export type RatedTier = {
  from: string;
  to: string | null;
  quantity: string;
  unitAmount: string;
  flatAmount: string;
  cost: Ratio;
};

/** What a quantity costs: units that are paid for, the exact cost before rounding, minimum and maximum, its parts. */
export type Rating = { billableQuantity: string; cost: Ratio; tiers: RatedTier[] };

const ZERO = new Big(0);
const NOTHING = ratio(ZERO);

/**
 * Rates the metered quantity of a period, or of a segment of it, exactly. A quantity below zero counts as none. Fixed
 * amounts are charged also without usage, unless the price says otherwise; they are waived in segments that do not open
 * their period. Minimum and maximum are no part of the cost (contract § 4).
 */
export function ratePrice(price: Price, quantity: string, fixedAmounts: FixedAmounts = "charged"): Rating {
  const used = atLeastZero(new Big(quantity));
  if (used.eq(0) && !price.chargeZero) return { billableQuantity: "0", cost: NOTHING, tiers: [] };
  const units = atLeastZero(used.minus(price.included));
  const free = "freeUnits" in price ? price.freeUnits : "0";
  const tiers = bandsOf(price, units, fixedAmounts).map((band) => ratedTier(band, price.per));
  return {
    billableQuantity: toDecimal(atLeastZero(units.minus(free))),
    cost: tiers.reduce((sum, { cost }) => addRatios(sum, cost), NOTHING),
    tiers,
  };
}

function ratedTier({ from, to, quantity, unitAmount, flatAmount }: Band, per: string): RatedTier {
  const divisor = new Big(per);
  return {
    from: toDecimal(from),
    to: to === null ? null : toDecimal(to),
    quantity: toDecimal(quantity),
    unitAmount: toDecimal(unitAmount),
    flatAmount: toDecimal(flatAmount),
    cost: ratio(quantity.times(unitAmount).plus(flatAmount.times(divisor)), divisor),
  };
}

const atLeastZero = (value: Big) => (value.lt(0) ? ZERO : value);

/**
 * The rounded amounts of a rating's tiers: each is the rounded cost up to its end less the rounded cost up to its start,
 * so they add up to the rounded cost of all.
 */
export function tierAmounts({ tiers }: Rating, currency: string): string[] {
  let cost = NOTHING;
  let before = new Big(0);
  return tiers.map((tier) => {
    cost = addRatios(cost, tier.cost);
    const after = new Big(roundMoney(cost, currency));
    const amount = after.minus(before);
    before = after;
    return toDecimal(amount);
  });
}

/** The least and the most that a period costs applied to a cost; neither is in a period that charges nothing at zero. */
export function withinLimits(price: Price, quantity: string, cost: Ratio): Ratio {
  if (new Big(quantity).lte(0) && !price.chargeZero) return cost;
  const { minimumAmount: least, maximumAmount: most } = price;
  const raised =
    least !== null && compareRatios(cost, ratio(new Big(least))) < 0 ? ratio(new Big(least)) : cost;
  return most !== null && compareRatios(raised, ratio(new Big(most))) > 0 ? ratio(new Big(most)) : raised;
}

export type Quote = { amount: string; exactAmount: string; billableQuantity: string; tiers: RatedTier[] };

/** What a quantity would cost by itself in one period: minimum and maximum are in both amounts; `amount` is rounded. */
export function quotePrice(price: Price, quantity: string): Quote {
  const { cost, billableQuantity, tiers } = ratePrice(price, quantity);
  const due = withinLimits(price, quantity, cost);
  return { amount: roundMoney(due, price.currency), exactAmount: ratioText(due), billableQuantity, tiers };
}
