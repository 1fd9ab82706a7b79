import "server-only";
import { addDecimals, plus } from "@/lib/domain/decimal";
import type { PriceBook } from "@/lib/domain/rating/price-book";
import { cutPieces } from "@/lib/domain/spend/pieces";
import { pricedKeys } from "@/lib/domain/spend/priced-keys";
import type { SpendLine } from "@/lib/domain/spend/spend-lines";
import type { Span } from "@/lib/domain/usage-query";
import type { Tenant } from "@/lib/domain/viewer";
import { readCorrections } from "@/lib/services/spend/read-corrections";
import { readPieces, type SpendPeriod } from "@/lib/services/spend/read-pieces";
import { readSpendLines } from "@/lib/services/spend/read-spend-lines";
import { readSpendPeriods } from "@/lib/services/spend/read-spend-periods";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

type Spent = { usageType: string; currency: string; rated: string; corrected: string };

/** What a range came to: money by key and currency, quantities by key. */
export type RangeAmounts = {
  span: Span;
  periods: SpendPeriod[];
  spent: ReadonlyMap<string, Spent>;
  quantities: ReadonlyMap<string, string>;
};

const nameOf = ({ usageType, currency }: Pick<SpendLine, "usageType" | "currency">) =>
  `${usageType} ${currency}`;

/** The spend and the quantities of a half-open range, per key. */
export async function readRange(
  reader: UsageReader,
  tenant: Tenant,
  { from, to }: { from: Date; to: Date },
): Promise<RangeAmounts> {
  const span = { start: from, end: to };
  const cells = from < to ? [span] : [];
  const periods = await readSpendPeriods(reader, tenant, { from, to });
  const keys = pricedKeys(periods);
  const rated = await readSpendLines(reader, { periods, keys, cells, dimensions: [] });
  const asked = { cells, dimensions: [], wanted: () => true, asOf: null };
  const corrected = await readCorrections(reader, asked);
  const spent = new Map<string, Spent>();
  for (const line of rated) {
    const { usageType, currency } = line;
    spent.set(nameOf(line), { usageType, currency, rated: addDecimals(line.amounts), corrected: "0" });
  }
  for (const line of corrected) {
    const { usageType, currency } = line;
    const before = spent.get(nameOf(line)) ?? { usageType, currency, rated: "0", corrected: "0" };
    spent.set(nameOf(line), { ...before, corrected: plus(before.corrected, addDecimals(line.amounts)) });
  }
  return { span, periods, spent, quantities: await readQuantities(reader, periods, cells) };
}

async function readQuantities(
  reader: UsageReader,
  periods: readonly SpendPeriod[],
  cells: readonly Span[],
): Promise<Map<string, string>> {
  const pieces = cutPieces(periods, cells).filter(({ cell }) => cell !== null);
  const lines = await readPieces(reader, { keys: pricedKeys(periods), dimensions: [], pieces, periods });
  return new Map(
    [...lines.values()].map(({ meter, amounts }) => [meter, addDecimals(amounts.map((one) => one ?? "0"))]),
  );
}

/** What a range would have cost, by key and currency, under the prices that held at the end of another one. */
export async function underPricesOf(
  reader: UsageReader,
  before: RangeAmounts,
  after: RangeAmounts,
): Promise<Map<string, string>> {
  const last = before.periods.at(-1);
  const book = last ? lastPrices(last.book, before.span.end) : new Map();
  // What statements say holds under their own prices only.
  const periods = after.periods.map(({ stated: _, ...period }) => ({
    ...period,
    book: throughout(book, period),
  }));
  const cells = after.span.start < after.span.end ? [after.span] : [];
  const lines = await readSpendLines(reader, { periods, keys: [...book.keys()], cells, dimensions: [] });
  return new Map(lines.map((line) => [nameOf(line), addDecimals(line.amounts)]));
}

function lastPrices(book: PriceBook, end: Date): PriceBook {
  return new Map(
    [...book].flatMap(([key, segments]) => {
      const last = segments.findLast(({ start }) => start < end);
      return last && last.end >= end ? [[key, [last]] as const] : [];
    }),
  );
}

/** Prices that hold for a whole period. */
function throughout(book: PriceBook, { from, to }: SpendPeriod): PriceBook {
  return new Map(
    [...book].map(([key, segments]) => [
      key,
      segments.slice(0, 1).map((segment) => ({ ...segment, start: from, end: to })),
    ]),
  );
}
