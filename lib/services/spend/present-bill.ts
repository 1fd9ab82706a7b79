import "server-only";
import type { SpendBill, SpendLineAnswer } from "@/lib/contracts/spend-lines";
import type { Meter } from "@/lib/domain/meters";
import type { Bill, BillLine, Correction } from "@/lib/domain/spend/bill";
import { priceableKeys } from "@/lib/domain/spend/priced-keys";
import { toPriceAnswer } from "@/lib/services/prices/to-price-answer";

type BillBlock = Omit<
  SpendBill,
  "period_start" | "period_end" | "status" | "statement" | "other_currencies" | "unpriced"
>;

/** A bill as it is told, in one currency. */
export function toBillBlock(bill: Bill, meters: readonly Meter[]): BillBlock {
  return {
    lines: [
      ...bill.lines.map((line) => toUsageLine(line, meters)),
      ...bill.corrections.map((one) => toCorrectionLine(one, meters)),
    ],
    subtotal: bill.subtotal,
    minimum_adjustment: bill.minimum,
    maximum_adjustment: bill.maximum,
    discounts: bill.discounts,
    credits: bill.credits,
    total: bill.total,
    currency: bill.currency,
    applied: bill.applied.map(({ id, kind, reason, amount }) => ({ id, kind, reason, amount })),
  };
}

function nameOf(usageType: string, meters: readonly Meter[]) {
  const found = priceableKeys(meters).find(({ key }) => key === usageType);
  return { usage_type: usageType, label: found?.displayName ?? usageType, unit: found?.unit ?? "unit" };
}

/** A price segment's line as it is told. */
export function toUsageLine(line: BillLine, meters: readonly Meter[]): SpendLineAnswer {
  const { segment, usageType } = line;
  return {
    kind: "usage",
    ...nameOf(usageType, meters),
    quantity: line.quantity,
    billable_quantity: line.billableQuantity,
    amount: line.amount,
    currency: line.currency,
    price: toPriceAnswer(usageType, segment.validFrom, segment.price),
    tiers: toTiers(line),
    segment_start: segment.start.toISOString(),
    segment_end: segment.end.toISOString(),
    corrects: null,
  };
}

/** The tiers of a line as they are told. */
export function toTiers({ tiers }: BillLine): SpendLineAnswer["tiers"] {
  return tiers.map((tier) => ({
    from: tier.from,
    to: tier.to,
    quantity: tier.quantity,
    unit_amount: tier.unitAmount,
    flat_amount: tier.flatAmount,
    amount: tier.amount,
  }));
}

/** A correction as a line: its segment is the closed period that it belongs to. */
export function toCorrectionLine(correction: Correction, meters: readonly Meter[]): SpendLineAnswer {
  const { corrects } = correction;
  const bounds = { from: corrects.from.toISOString(), to: corrects.to.toISOString() };
  return {
    kind: "correction",
    ...nameOf(correction.usageType, meters),
    quantity: correction.quantity,
    billable_quantity: correction.billableQuantity,
    amount: correction.amount,
    currency: correction.currency,
    price: null,
    tiers: [],
    segment_start: bounds.from,
    segment_end: bounds.to,
    corrects: { period_start: bounds.from, period_end: bounds.to, statement: corrects.statement },
  };
}
