import { addDecimals } from "@/lib/domain/decimal";
import type { Span } from "@/lib/domain/usage-query";
import type { Correction } from "./bill";
import type { SpendLine } from "./spend-lines";

/** Corrections as money of the cells in which they were noticed; nobody has a share in them. */
export function correctionLines(
  corrections: readonly Correction[],
  cells: readonly Span[],
  dimensions: number,
): SpendLine[] {
  return corrections.flatMap(({ usageType, currency, amount, noticedAt }) => {
    const place = cells.findIndex(({ start, end }) => start <= noticedAt && noticedAt < end);
    if (place < 0) return [];
    return [
      {
        ...{ usageType, currency, values: new Array<string | null>(dimensions).fill(null) },
        amounts: cells.map((_, index) => (index === place ? amount : "0")),
        counts: cells.map(() => 0),
      },
    ];
  });
}

/** Corrections of the same closed period and key as one, in the order of the first. */
export function joinCorrections(corrections: readonly Correction[]): Correction[] {
  const joined = new Map<string, Correction>();
  for (const one of corrections) {
    const key = JSON.stringify([one.corrects.statement, one.usageType, one.currency]);
    const before = joined.get(key);
    joined.set(
      key,
      before
        ? {
            ...before,
            quantity: addDecimals([before.quantity, one.quantity]),
            billableQuantity: addDecimals([before.billableQuantity, one.billableQuantity]),
            amount: addDecimals([before.amount, one.amount]),
          }
        : one,
    );
  }
  return [...joined.values()];
}
