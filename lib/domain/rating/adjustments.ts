import Big from "big.js";
import { addDecimals, toDecimal } from "@/lib/domain/decimal";
import { ratio, roundMoney } from "./ratio";

type Granted = { id: string; reason: string; validFrom: Date; validUntil: Date | null };
/** An amount off the total of the period that holds its `validFrom`, and what is left of it off those that follow. */
export type Credit = Granted & { kind: "credit"; amount: string };
/** A percentage off every period that it touches. */
export type Discount = Granted & { kind: "discount"; percent: string };
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
 * a rounded percentage of that amount, credits come off what the discounts leave, those that end first first; never
 * further down than 0. The amount of a credit is what earlier periods left of it.
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
  const credits = [...touching]
    .sort(endingFirst)
    .flatMap((one) => (one.kind === "credit" ? [apply(one, one.amount)] : []));
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

const endOf = ({ validUntil }: Adjustment) => validUntil?.getTime() ?? Number.POSITIVE_INFINITY;
const endingFirst = (a: Adjustment, b: Adjustment) => (endOf(a) === endOf(b) ? 0 : endOf(a) - endOf(b));

const touches = (one: Adjustment, { from, to }: Period) => one.validFrom < to && endOf(one) > from.getTime();

/** The adjustments with what is left of each credit; one that is used up is left out. */
export function lessUsed<T extends Adjustment>(adjustments: readonly T[], used: UsedCredits): T[] {
  return adjustments.flatMap((one) => {
    if (one.kind === "discount") return [one];
    const left = new Big(one.amount).minus(used.get(one.id) ?? 0);
    return left.gt(0) ? [{ ...one, amount: toDecimal(left) }] : [];
  });
}

/** What each credit has taken off already, by its id. */
export type UsedCredits = ReadonlyMap<string, string>;
