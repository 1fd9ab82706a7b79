import Big from "big.js";
import { addDecimals, toDecimal } from "@/lib/domain/decimal";
import { ratio, roundMoney } from "./ratio";

type Granted = { id: string; reason: string; validFrom: Date };
/** An amount off the total of the one period that holds its `validFrom`. */
export type Credit = Granted & { kind: "credit"; amount: string };
/** A percentage off every period that it touches. */
export type Discount = Granted & { kind: "discount"; percent: string; validUntil: Date | null };
export type Adjustment = Credit | Discount;

/** What one adjustment takes off a period. */
export type AppliedAdjustment = { id: string; kind: Adjustment["kind"]; reason: string; amount: string };
export type SettledTotal = {
  discounts: string;
  credits: string;
  total: string;
  applied: readonly AppliedAdjustment[];
};

type Period = { from: Date; to: Date };

/**
 * The total of a period after its discounts and credits, from its subtotal with minimum and maximum. Each discount is
 * a rounded percentage of that amount, credits come off what the discounts leave; in the order given, and never
 * further down than 0. What is left of a credit lapses.
 */
export function settleTotal(
  amount: string,
  adjustments: readonly Adjustment[],
  { currency, ...period }: Period & { currency: string },
): SettledTotal {
  const touching = adjustments.filter((one) => touches(one, period));
  let rest = new Big(amount).lt(0) ? new Big(0) : new Big(amount);
  const apply = (one: Adjustment, most: string): AppliedAdjustment => {
    const taken = rest.lt(most) ? rest : new Big(most);
    rest = rest.minus(taken);
    return { id: one.id, kind: one.kind, reason: one.reason, amount: toDecimal(taken) };
  };
  const discounts = touching.flatMap((one) =>
    one.kind === "discount" ? [apply(one, percentOf(amount, one.percent, currency))] : [],
  );
  const credits = touching.flatMap((one) => (one.kind === "credit" ? [apply(one, one.amount)] : []));
  const sum = (list: readonly AppliedAdjustment[]) => addDecimals(list.map((one) => one.amount));
  return {
    discounts: sum(discounts),
    credits: sum(credits),
    total: new Big(amount).lt(0) ? toDecimal(amount) : toDecimal(rest),
    applied: [...discounts, ...credits],
  };
}

function percentOf(amount: string, percent: string, currency: string): string {
  const positive = new Big(amount).lt(0) ? "0" : amount;
  return roundMoney(ratio(new Big(positive).times(percent), new Big(100)), currency);
}

function touches(one: Adjustment, { from, to }: Period): boolean {
  if (one.kind === "credit") return one.validFrom >= from && one.validFrom < to;
  return one.validFrom < to && (one.validUntil === null || one.validUntil > from);
}
