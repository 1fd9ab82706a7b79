import Big from "big.js";
import type { PercentTier, Price, UnitTier } from "./price";

/** A part of the billable units that costs quantity × unit amount ÷ per + flat amount. */
export type Band = { from: Big; to: Big | null; quantity: Big; unitAmount: Big; flatAmount: Big };

const ZERO = new Big(0);

/** Which amounts that do not grow with usage are charged: all, or none. */
export type FixedAmounts = "charged" | "waived";

/**
 * The bands of billable units under a price, only those that are reached; the first one always is. Units above `from`
 * up to and with `to` belong to a band. Packages are no fixed amounts: they grow with usage.
 */
export function bandsOf(price: Price, units: Big, fixedAmounts: FixedAmounts): Band[] {
  const fixed = (amount: string) => (fixedAmounts === "charged" ? new Big(amount) : ZERO);
  switch (price.model) {
    case "flat":
      return [wholeBand(units, ZERO, fixed(price.amount))];
    case "unit":
      return [wholeBand(units, new Big(price.unitAmount), ZERO)];
    case "graduated":
      return graduate(price.tiers.map(unitTier(fixed)), units);
    case "volume":
      return [reachedTier(price.tiers.map(unitTier(fixed)), units)];
    case "package":
      return afterFreeUnits(price.freeUnits, units, (paid) => ({
        unitAmount: ZERO,
        flatAmount: new Big(price.amount).times(packages(paid, price.packageSize)),
      }));
    case "percentage":
      return afterFreeUnits(price.freeUnits, units, (paid) => ({
        unitAmount: percent(price.rate),
        flatAmount: paid.gt(0) ? fixed(price.fixedAmount) : ZERO,
      }));
    case "graduated_percentage":
      return graduate(price.tiers.map(percentTier(fixed)), units);
  }
}

type Tier = { upTo: Big | null; unitAmount: Big; flatAmount: Big };

const upTo = (text: string | null) => (text === null ? null : new Big(text));
const percent = (rate: string) => new Big(rate).times("0.01");

const unitTier =
  (fixed: (amount: string) => Big) =>
  (tier: UnitTier): Tier => ({
    upTo: upTo(tier.upTo),
    unitAmount: new Big(tier.unitAmount),
    flatAmount: fixed(tier.flatAmount),
  });

const percentTier =
  (fixed: (amount: string) => Big) =>
  (tier: PercentTier): Tier => ({
    upTo: upTo(tier.upTo),
    unitAmount: percent(tier.ratePercent),
    flatAmount: fixed(tier.flatAmount),
  });

function wholeBand(quantity: Big, unitAmount: Big, flatAmount: Big): Band {
  return { from: ZERO, to: null, quantity, unitAmount, flatAmount };
}

function graduate(tiers: readonly Tier[], units: Big): Band[] {
  const bands: Band[] = [];
  let from = ZERO;
  for (const { upTo: to, ...amounts } of tiers) {
    if (bands.length > 0 && units.lte(from)) break;
    const end = to === null || units.lt(to) ? units : to;
    bands.push({ from, to, quantity: end.minus(from), ...amounts });
    if (to === null) break;
    from = to;
  }
  return bands;
}

/** All units cost what the tier costs in which the last of them lies. */
function reachedTier(tiers: readonly Tier[], units: Big): Band {
  let from = ZERO;
  for (const { upTo: to, ...amounts } of tiers) {
    if (to === null || units.lte(to)) return { from, to, quantity: units, ...amounts };
    from = to;
  }
  throw new RangeError("The last tier of a price has no end.");
}

type PaidAmounts = (paid: Big) => Pick<Band, "unitAmount" | "flatAmount">;

function afterFreeUnits(freeUnits: string, units: Big, amountsOf: PaidAmounts): Band[] {
  const free = new Big(freeUnits);
  const paid = units.gt(free) ? units.minus(free) : ZERO;
  const payable: Band = { from: free, to: null, quantity: paid, ...amountsOf(paid) };
  if (free.eq(0)) return [payable];
  const unpaid: Band = {
    from: ZERO,
    to: free,
    quantity: units.minus(paid),
    unitAmount: ZERO,
    flatAmount: ZERO,
  };
  return paid.gt(0) ? [unpaid, payable] : [unpaid];
}

const Ceiling = Big();
Ceiling.DP = 0;
Ceiling.RM = Big.roundUp;

function packages(units: Big, size: string): Big {
  return new Big(new Ceiling(units).div(size));
}
