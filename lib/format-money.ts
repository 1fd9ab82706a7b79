import Big from "big.js";
import { minorDigits } from "@/lib/domain/rating/currency";
import { NO_VALUE, type Numeric, toBig } from "./format";

/** axis and card are for glances; table shows minor units; exact and unit price every digit that was charged. */
export type MoneyForm = "axis" | "card" | "table" | "exact" | "unit_price";

const LOCALE = "en";

function format(value: Big, currency: string, options: Intl.NumberFormatOptions): string {
  const money = new Intl.NumberFormat(LOCALE, {
    style: "currency",
    currency,
    numberingSystem: "latn",
    signDisplay: "negative",
    ...options,
  });
  return money.format(value.toFixed() as `${number}`);
}

const decimals = (least: number, most: number): Intl.NumberFormatOptions => ({
  minimumFractionDigits: least,
  maximumFractionDigits: Math.max(least, most),
});

/** Money from a decimal string; nothing is computed with floats. */
export function formatMoney(amount: Numeric, currency: string, form: MoneyForm = "card"): string {
  const value = toBig(amount);
  if (!value) return NO_VALUE;
  const minor = minorDigits(currency);
  if (form === "exact") return format(value, currency, decimals(minor, 6));
  if (form === "unit_price") return format(value, currency, decimals(minor, 10));
  if (form === "table") return format(value, currency, decimals(minor, minor));
  if (form === "axis" && value.abs().gte(10_000)) {
    return format(value, currency, { notation: "compact", ...decimals(0, 1) });
  }
  return formatGlance(value, currency, minor);
}

function formatGlance(value: Big, currency: string, minor: number): string {
  const least = new Big(10).pow(-minor);
  if (value.gt(0) && value.lt(least)) return `<${format(least, currency, decimals(minor, minor))}`;
  return format(value, currency, decimals(minor, value.abs().lt(1) ? 4 : minor));
}
