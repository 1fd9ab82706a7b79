import Big from "big.js";
import { divideDecimals, roundQuotient } from "@/lib/domain/decimal";
import { minorDigits } from "./currency";

/** An amount that need not end in decimals: it is divided only when it is rounded or shown. */
export type Ratio = { dividend: Big; divisor: Big };

const ONE = new Big(1);

/** A decimal, or a quotient of two, as a ratio. */
export function ratio(dividend: Big, divisor: Big = ONE): Ratio {
  return { dividend, divisor };
}

/** The exact sum of two ratios. */
export function addRatios(a: Ratio, b: Ratio): Ratio {
  if (a.divisor.eq(b.divisor)) return ratio(a.dividend.plus(b.dividend), a.divisor);
  return ratio(a.dividend.times(b.divisor).plus(b.dividend.times(a.divisor)), a.divisor.times(b.divisor));
}

/** Orders two ratios by value; divisors are above zero. */
export function compareRatios(a: Ratio, b: Ratio): number {
  return a.dividend.times(b.divisor).cmp(b.dividend.times(a.divisor));
}

/** Exact decimal text where the ratio ends, else 6 places, half away from zero. */
export function ratioText({ dividend, divisor }: Ratio): string {
  return divideDecimals(dividend.toFixed(), divisor.toFixed()) ?? "0";
}

/** An exact amount rounded half away from zero to the currency's minor unit, as decimal text. */
export function roundMoney(amount: Ratio | string, currency: string): string {
  const { dividend, divisor } = typeof amount === "string" ? ratio(new Big(amount)) : amount;
  return roundQuotient(dividend, divisor, minorDigits(currency));
}
