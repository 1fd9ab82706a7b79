import { addDecimals, subtractDecimals } from "@/lib/domain/decimal";
import { groupBy } from "@/lib/domain/group-by";
import { type Adjustment, type SettledTotal, settleTotal } from "@/lib/domain/rating/adjustments";
import type { BookSegment, PriceBook } from "@/lib/domain/rating/price-book";
import { type RatedTier, ratePrice, tierAmounts } from "@/lib/domain/rating/rate-price";
import { roundMoney } from "@/lib/domain/rating/ratio";
import { fixedAmountsOf, limitAdjustments } from "@/lib/domain/rating/segments";
import type { BillingPeriod } from "./billing-periods";

export type LineTier = Omit<RatedTier, "cost"> & { amount: string };

/** What one price segment of a key costs. */
export type BillLine = {
  usageType: string;
  currency: string;
  segment: BookSegment;
  quantity: string;
  billableQuantity: string;
  amount: string;
  tiers: LineTier[];
};

/** A key's lines of one period, and how far they lie below its minimum or above its maximum. */
export type BilledKey = {
  usageType: string;
  currency: string;
  lines: BillLine[];
  minimum: string;
  maximum: string;
};

/** What belongs to another, closed period: how far it would cost more or less with what is known by now. */
export type Correction = {
  usageType: string;
  currency: string;
  quantity: string;
  billableQuantity: string;
  amount: string;
  /** The closed period. */
  corrects: BillingPeriod & { statement: number };
  noticedAt: Date;
};

/** A period's money in one currency, each sum of its parts. */
export type Bill = SettledTotal & {
  currency: string;
  lines: BillLine[];
  corrections: Correction[];
  subtotal: string;
  minimum: string;
  maximum: string;
};

/** The quantity of each segment of each key; what is missing is none. */
export type SegmentQuantities = ReadonlyMap<string, readonly string[]>;

/** Rates the quantities of a period: per key and currency a line for each price segment. */
export function billKeys(book: PriceBook, quantities: SegmentQuantities): BilledKey[] {
  return [...book].flatMap(([usageType, segments]) => {
    const metered = segments.map((segment, place) => ({
      segment,
      place,
      quantity: quantities.get(usageType)?.[place] ?? "0",
    }));
    const groups = groupBy(metered, ({ segment }) => segment.price.currency);
    return [...groups].map(([currency, group]) => {
      const lines = group.map(({ segment, place, quantity }) =>
        billLine(usageType, segment, { place, quantity }),
      );
      return { usageType, currency, lines, ...limitsOf(lines) };
    });
  });
}

/** What a quantity costs in the segment at a place of its period, as the line that it makes. */
export function billLine(
  usageType: string,
  segment: BookSegment,
  { place, quantity }: { place: number; quantity: string },
): BillLine {
  const { price } = segment;
  const rating = ratePrice(price, quantity, fixedAmountsOf(place));
  const amounts = tierAmounts(rating, price.currency);
  return {
    usageType,
    currency: price.currency,
    segment,
    quantity,
    billableQuantity: rating.billableQuantity,
    amount: roundMoney(rating.cost, price.currency),
    tiers: rating.tiers.map(({ cost: _, ...tier }, index) => ({ ...tier, amount: amounts[index] ?? "0" })),
  };
}

function limitsOf(lines: readonly BillLine[]): { minimum: string; maximum: string } {
  const [opening] = lines;
  if (!opening) return { minimum: "0", maximum: "0" };
  const quantity = addDecimals(lines.map((line) => line.quantity));
  return limitAdjustments(opening.segment.price, quantity, addDecimals(lines.map(({ amount }) => amount)));
}

/** What a key costs in its period, minimum and maximum applied. */
export function dueOf({ lines, minimum, maximum }: BilledKey): string {
  return addDecimals([...lines.map(({ amount }) => amount), minimum, maximum]);
}

export type Billing = BillingPeriod & { currency: string; adjustments: readonly Adjustment[] };

/**
 * The bill of a period in one currency: `subtotal` is the sum of the amounts of lines and corrections, which the spend
 * series of the period adds up to; the total is that with minimum, maximum, discounts and credits.
 */
export function settleBill(
  keys: readonly BilledKey[],
  corrections: readonly Correction[],
  billing: Billing,
): Bill {
  const { currency, adjustments, ...period } = billing;
  const own = keys.filter((key) => key.currency === currency);
  const lines = own.flatMap((key) => key.lines);
  const corrected = corrections.filter((one) => one.currency === currency);
  const subtotal = addDecimals([...lines, ...corrected].map(({ amount }) => amount));
  const minimum = addDecimals(own.map((key) => key.minimum));
  const maximum = addDecimals(own.map((key) => key.maximum));
  const settled = settleTotal(addDecimals([subtotal, minimum, maximum]), adjustments, {
    ...period,
    currency,
  });
  return { currency, lines, corrections: corrected, subtotal, minimum, maximum, ...settled };
}

/** What a closed period holds of a key, its corrections included. */
export type BilledQuantity = { quantity: string; billableQuantity: string; due: string };

/** How a key's quantities and cost differ from what its closed period holds; undefined where nothing does. */
export function billedDifference(now: BilledQuantity, before: BilledQuantity) {
  const quantity = subtractDecimals(now.quantity, before.quantity);
  const amount = subtractDecimals(now.due, before.due);
  if (quantity === "0" && amount === "0") return undefined;
  return {
    quantity,
    billableQuantity: subtractDecimals(now.billableQuantity, before.billableQuantity),
    amount,
  };
}
