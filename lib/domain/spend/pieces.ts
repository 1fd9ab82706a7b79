import type { PriceBook } from "@/lib/domain/rating/price-book";
import type { PriceSegments } from "@/lib/domain/rating/segments";
import type { Span } from "@/lib/domain/usage-query";

/** A billing period and the prices that hold in it. */
export type RatedPeriod = { from: Date; to: Date; book: PriceBook };

/** A stretch of time inside one period, one cell (null: before the first one) and one segment of every price. */
export type Piece = Span & { period: number; cell: number | null };

/**
 * Cuts periods, which follow each other, into the stretches that cells of a range are rated from: from the start of the
 * first period, since every cost builds on its period's usage so far, to the end of the last cell.
 */
export function cutPieces(periods: readonly RatedPeriod[], cells: readonly Span[]): Piece[] {
  const [first, last] = [periods[0], cells.at(-1)];
  if (!first || !last) return [];
  const edges = new Set<number>();
  for (const { from, book } of periods) {
    edges.add(from.getTime());
    for (const { start } of [...book.values()].flat()) edges.add(start.getTime());
  }
  for (const { start, end } of cells) edges.add(start.getTime()).add(end.getTime());
  const cuts = [...edges]
    .filter((at) => at >= first.from.getTime() && at <= last.end.getTime())
    .sort((a, b) => a - b);
  const periodAt = finder(periods.map(({ from, to }) => ({ start: from, end: to })));
  const cellAt = finder(cells);
  return cuts.slice(1).flatMap((end, index) => {
    const start = cuts[index] ?? end;
    const period = periodAt(start);
    return period === null
      ? []
      : [{ start: new Date(start), end: new Date(end), period, cell: cellAt(start) }];
  });
}

/** Finds the span that holds an instant; instants are asked for in order. */
function finder(spans: readonly Span[]): (at: number) => number | null {
  let place = 0;
  return (at) => {
    while ((spans[place]?.end.getTime() ?? Number.POSITIVE_INFINITY) <= at) place += 1;
    const span = spans[place];
    return span && span.start.getTime() <= at ? place : null;
  };
}

/** The price segments of a key in a period; none where nothing prices it. */
export const segmentsOf = (period: RatedPeriod | undefined, key: string): PriceSegments =>
  period?.book.get(key) ?? [];

/** Which segment of a key a piece lies in; undefined where no price holds. */
export function segmentAt(
  { start, period }: Piece,
  periods: readonly RatedPeriod[],
  key: string,
): number | undefined {
  const at = segmentsOf(periods[period], key).findIndex((one) => one.start <= start && start < one.end);
  return at < 0 ? undefined : at;
}
