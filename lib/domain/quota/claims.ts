import Big from "big.js";
import { toDecimal } from "@/lib/domain/decimal";

/** What a check allowed and no event brought yet. */
export type Claim = { id: string; quantity: string };

/** Claims that are left, and those that usage has settled since: whole ones go, one may shrink. */
export type Settled = { left: Claim[]; gone: string[]; shrunk: Claim | null };

/**
 * Settles the oldest claims by what usage grew: quantities are alike, so whichever event came, some claim was its.
 * Usage that shrank, by a cancelled event, settles nothing.
 */
export function settleClaims(oldestFirst: readonly Claim[], growth: string): Settled {
  let rest = new Big(growth);
  const settled: Settled = { left: [], gone: [], shrunk: null };
  for (const claim of oldestFirst) {
    if (rest.lte(0)) settled.left.push(claim);
    else if (rest.gte(claim.quantity)) settled.gone.push(claim.id);
    else {
      settled.shrunk = { ...claim, quantity: toDecimal(new Big(claim.quantity).minus(rest)) };
      settled.left.push(settled.shrunk);
    }
    rest = rest.minus(claim.quantity);
  }
  return settled;
}
