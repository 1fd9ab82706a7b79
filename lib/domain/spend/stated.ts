import { plus } from "@/lib/domain/decimal";
import type { Piece, RatedPeriod } from "./pieces";

/** What the statement of a closed period says of each key and currency, before minimum and maximum. */
export type StatedAmounts = ReadonlyMap<string, string>;

const nameOf = (usageType: string, currency: string) => `${usageType} ${currency}`;

type StatedLine = { kind: string; usage_type: string; currency: string; amount: string };

/** The amounts of a statement's lines together; corrections belong to other periods. */
export function statedAmounts(lines: readonly StatedLine[]): StatedAmounts {
  const sums = new Map<string, string>();
  for (const { kind, usage_type, currency, amount } of lines) {
    if (kind !== "usage") continue;
    const name = nameOf(usage_type, currency);
    sums.set(name, plus(sums.get(name) ?? "0", amount));
  }
  return sums;
}

/** Whether all of a period lies in one cell, so that what it came to is all that is asked of it. */
export function isInOneCell(pieces: readonly Piece[], { from, to }: RatedPeriod, index: number): boolean {
  const own = pieces.filter(({ period }) => period === index);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last || first.cell === null) return false;
  const isWhole = first.start.getTime() === from.getTime() && last.end.getTime() === to.getTime();
  return isWhole && own.every(({ cell }) => cell === first.cell);
}

type Stating = {
  pieces: readonly Piece[];
  periods: readonly (RatedPeriod & { stated?: StatedAmounts })[];
  key: string;
};

/** What pieces cost, where those of a period with stated amounts come to what its statement says. */
export function asStated(
  spend: readonly string[],
  { pieces, periods, key }: Stating,
  currency: string,
): string[] {
  return spend.map((amount, index) => {
    const piece = pieces[index];
    const stated = piece && periods[piece.period]?.stated;
    if (!stated) return amount;
    const isLast = pieces[index + 1]?.period !== piece.period;
    return isLast ? (stated.get(nameOf(key, currency)) ?? "0") : "0";
  });
}
