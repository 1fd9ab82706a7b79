import "server-only";
import { emptyLine, seriesKey } from "@/lib/domain/fill";
import { groupBy } from "@/lib/domain/group-by";
import type { Adjustment } from "@/lib/domain/rating/adjustments";
import { type Bill, type BilledKey, billKeys, type Correction, settleBill } from "@/lib/domain/spend/bill";
import { cutPieces, segmentAt } from "@/lib/domain/spend/pieces";
import { readPieces, type SpendPeriod } from "@/lib/services/spend/read-pieces";
import { readReached } from "@/lib/services/spend/read-spend-lines";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** The rated keys of each of some periods that follow each other, in their order, read in one question. */
export async function readBilledKeys(
  reader: UsageReader,
  periods: readonly SpendPeriod[],
): Promise<BilledKey[][]> {
  const cells = periods.map(({ from, to }) => ({ start: from, end: to }));
  const pieces = cutPieces(periods, cells);
  const keys = [...new Set(periods.flatMap(({ book }) => [...book.keys()]))];
  const metered = await readPieces(reader, { keys, dimensions: [], pieces, periods });
  const quantities = periods.map(() => new Map<string, string[]>());
  for (const key of keys) {
    const line = metered.get(seriesKey(key, [])) ?? emptyLine(key, [], pieces.length);
    const reached = await readReached(reader, { pieces, periods }, line);
    for (const [index, piece] of pieces.entries()) {
      const place = segmentAt(piece, periods, key);
      const quantity = reached[index] ?? null;
      if (place === undefined || quantity === null) continue;
      const ofPeriod = quantities[piece.period];
      const list = ofPeriod?.get(key) ?? [];
      list[place] = quantity;
      ofPeriod?.set(key, list);
    }
  }
  return periods.map(({ book }, index) => billKeys(book, quantities[index] ?? new Map()));
}

export type Settling = SpendPeriod & {
  currency: string;
  adjustments: readonly Adjustment[];
  corrections: readonly Correction[];
};

/** The bills of a period, one per currency, the given one first, which is there in any case. */
export function settleBills(keys: readonly BilledKey[], settling: Settling): [Bill, ...Bill[]] {
  const { currency: main, corrections, adjustments, from, to } = settling;
  const currencies = groupBy([...keys, ...corrections], ({ currency }) => currency).keys();
  const others = [...currencies].filter((currency) => currency !== main).sort();
  const settle = (currency: string) =>
    settleBill(keys, corrections, {
      ...{ from, to, currency },
      // Credits and discounts are in the organization's currency.
      adjustments: currency === main ? adjustments : [],
    });
  return [settle(main), ...others.map(settle)];
}
