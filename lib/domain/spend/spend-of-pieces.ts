import { plus, subtractDecimals } from "@/lib/domain/decimal";
import { amountUpTo } from "@/lib/domain/rating/segments";
import { type Piece, type RatedPeriod, segmentAt, segmentsOf } from "./pieces";

type Rated = { pieces: readonly Piece[]; periods: readonly RatedPeriod[]; key: string };

/**
 * The quantity that a price segment has reached at the end of each piece, from what was metered in each of them; null
 * where no price holds. Only for meters whose quantities add up.
 */
export function reachedByAdding(rated: Rated, metered: readonly string[]): (string | null)[] {
  let [segment, reached] = ["", "0"];
  return rated.pieces.map((piece, index) => {
    const place = segmentAt(piece, rated.periods, rated.key);
    if (place === undefined) return null;
    const here = `${piece.period} ${place}`;
    if (here !== segment) [segment, reached] = [here, "0"];
    reached = plus(reached, metered[index] ?? "0");
    return reached;
  });
}

/**
 * What each piece costs in one currency: the rounded cost of the period up to its end less that up to its start, and
 * nothing before the period begins. So pieces add up to the lines of the period, and a piece may be negative.
 */
export function spendOfPieces(
  { pieces, periods, key }: Rated,
  reached: readonly (string | null)[],
  currency: string,
): string[] {
  let period = -1;
  let before = "0";
  let quantities: (string | null)[] = [];
  return pieces.map((piece, index) => {
    const segments = segmentsOf(periods[piece.period], key);
    if (piece.period !== period) [period, before, quantities] = [piece.period, "0", segments.map(() => null)];
    const place = segmentAt(piece, periods, key);
    const quantity = reached[index] ?? "0";
    if (place === undefined || segments[place]?.price.currency !== currency) return "0";
    if (quantities[place] === quantity) return "0";
    quantities[place] = quantity;
    const after = amountUpTo(segments, quantities);
    const spend = subtractDecimals(after, before);
    before = after;
    return spend;
  });
}

/** The currencies of a key's prices over some periods. */
export function currenciesOf(periods: readonly RatedPeriod[], key: string): string[] {
  return [
    ...new Set(periods.flatMap((period) => segmentsOf(period, key).map(({ price }) => price.currency))),
  ];
}
