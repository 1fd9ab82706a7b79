import "server-only";
import { emptyLine, type Line, seriesKey } from "@/lib/domain/fill";
import { isAdditive } from "@/lib/domain/meters";
import { cutPieces, type Piece, segmentAt, segmentsOf } from "@/lib/domain/spend/pieces";
import { PLAN_FEE_KEY } from "@/lib/domain/spend/priced-keys";
import {
  countsPerCell,
  perCell,
  type SpendLine,
  shareSpend,
  toVolumes,
} from "@/lib/domain/spend/spend-lines";
import { currenciesOf, reachedByAdding, spendOfPieces } from "@/lib/domain/spend/spend-of-pieces";
import { asStated, isInOneCell } from "@/lib/domain/spend/stated";
import type { KeyDimension, Span } from "@/lib/domain/usage-query";
import { isArchived } from "@/lib/services/spend/answerable-book";
import { readPieces, type SpendPeriod } from "@/lib/services/spend/read-pieces";
import { readTotals, type UsageReader } from "@/lib/services/usage/usage-reader";

export type SpendQuestion = {
  /** They follow each other and cover the cells. */
  periods: readonly SpendPeriod[];
  /** Priced keys: meters, `credits`, `plan_fee`. */
  keys: readonly string[];
  cells: readonly Span[];
  dimensions: readonly KeyDimension[];
};

/**
 * What each key costs in each cell, before minimum, maximum, discounts and credits; shared by volume where there are
 * dimensions. Cells of a period add up to the amounts of its lines. Amounts in the currency of each line.
 */
export async function readSpendLines(reader: UsageReader, question: SpendQuestion): Promise<SpendLine[]> {
  const pieces = cutPieces(question.periods, question.cells);
  const shares = question.dimensions.length > 0;
  const periods = question.periods.map((period, index) => {
    const { stated, ...rest } = period;
    const isTaken = stated && isInOneCell(pieces, period, index) && (!shares || isArchived(reader, period));
    return isTaken ? { ...rest, stated, asOf: null } : rest;
  });
  const metered = await readPieces(reader, { ...question, periods, dimensions: [], pieces });
  const shown = pieces.filter(({ cell }) => cell !== null);
  const volumes = shares
    ? await readPieces(reader, { ...question, periods, pieces: shown })
    : new Map<string, Line>();
  const lines: SpendLine[] = [];
  for (const key of question.keys) {
    const line = metered.get(seriesKey(key, [])) ?? emptyLine(key, [], pieces.length);
    const reached = await readReached(reader, { periods, pieces }, line);
    const counts = countsPerCell(pieces, line.counts, question.cells.length);
    const used = [...volumes.values()].filter(({ meter }) => meter === key);
    const keyVolumes = toVolumes(used, shown, question.cells.length);
    for (const currency of currenciesOf(periods, key)) {
      const rated = spendOfPieces({ pieces, periods, key }, reached, currency);
      const spend = asStated(rated, { pieces, periods, key }, currency);
      const whole = {
        ...{ usageType: key, currency, counts },
        amounts: perCell(pieces, spend, question.cells.length),
      };
      if (shares) lines.push(...shareSpend(whole, keyVolumes, question.dimensions.length));
      else lines.push({ ...whole, values: [] });
    }
  }
  return lines;
}

type Cut = { pieces: readonly Piece[]; periods: readonly SpendPeriod[] };

/** The quantity that the price segment of each piece has reached at its end; null where no price holds. */
export async function readReached(
  reader: UsageReader,
  { pieces, periods }: Cut,
  { meter: key, amounts, counts }: Line,
): Promise<(string | null)[]> {
  const rated = { pieces, periods, key };
  if (key === PLAN_FEE_KEY)
    return pieces.map((piece) => {
      const place = segmentAt(piece, periods, key);
      return place === undefined ? null : place === 0 ? "1" : "0";
    });
  const meter = reader.meters.find((one) => one.key === key);
  if (!meter || isAdditive(meter))
    return reachedByAdding(
      rated,
      amounts.map((amount) => amount ?? "0"),
    );
  return readMeasured(reader, { pieces, periods, counts }, key);
}

/** Averages, extremes and unique counts do not add up: each is asked for anew where anything happened. */
async function readMeasured(
  reader: UsageReader,
  { pieces, periods, counts }: Cut & { counts: readonly number[] },
  key: string,
): Promise<(string | null)[]> {
  const meters = reader.meters.filter((meter) => meter.key === key);
  const reached: (string | null)[] = [];
  let before: { start: Date; value: string } | undefined;
  for (const [index, piece] of pieces.entries()) {
    const period = periods[piece.period];
    const segment = segmentsOf(period, key)[segmentAt(piece, periods, key) ?? -1];
    // What a statement says needs no events.
    if (!segment || period?.stated) {
      reached.push(null);
      continue;
    }
    const known = before?.start === segment.start ? before.value : "0";
    const spans = [{ start: segment.start, end: piece.end }];
    const query = { meters, dimensions: [], filters: {}, spans, asOf: period?.asOf ?? null };
    const value = counts[index]
      ? ((await readTotals(reader, query)).keyed.get(seriesKey(key, []))?.amounts[0] ?? "0")
      : known;
    before = { start: segment.start, value };
    reached.push(value);
  }
  return reached;
}
