import { subtractDecimals } from "@/lib/domain/decimal";
import { type BillLine, billLine } from "./bill";
import { type Piece, type RatedPeriod, segmentAt } from "./pieces";

/** What a piece of time cost: its price segment's bill up to its end less that up to its start, both rounded. */
export type TracedPiece = {
  piece: Piece;
  /** Null where the segment begins with the piece. */
  before: BillLine | null;
  after: BillLine;
  amount: string;
};

type Rated = { pieces: readonly Piece[]; periods: readonly RatedPeriod[]; key: string };

/**
 * How the spend of each piece inside a cell comes about; `reached` is what its price segment has metered by its end,
 * null where no price holds. Amounts are decimal text in the minor unit of the segment's currency, and add up to
 * `spendOfPieces`.
 */
export function tracePieces(
  { pieces, periods, key }: Rated,
  reached: readonly (string | null)[],
): TracedPiece[] {
  return pieces.flatMap((piece, index) => {
    const place = segmentAt(piece, periods, key);
    const segment = periods[piece.period]?.book.get(key)?.[place ?? -1];
    const quantity = reached[index] ?? null;
    if (piece.cell === null || place === undefined || !segment || quantity === null) return [];
    const earlier = pieces[index - 1];
    const goesOn = earlier?.period === piece.period && segmentAt(earlier, periods, key) === place;
    const bill = (metered: string) => billLine(key, segment, { place, quantity: metered });
    const [before, after] = [goesOn ? bill(reached[index - 1] ?? "0") : null, bill(quantity)];
    return [{ piece, before, after, amount: subtractDecimals(after.amount, before?.amount ?? "0") }];
  });
}
