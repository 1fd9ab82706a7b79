import "server-only";
import { refuseArchived } from "@/lib/domain/archived-spans";
import { creditRules } from "@/lib/domain/credits";
import { emptyLine, type Line, seriesKey } from "@/lib/domain/fill";
import { isAdditive } from "@/lib/domain/meters";
import { CREDITS_KEY } from "@/lib/domain/rating/price";
import type { Piece, RatedPeriod } from "@/lib/domain/spend/pieces";
import type { StatedAmounts } from "@/lib/domain/spend/stated";
import type { KeyDimension, UsageQuery } from "@/lib/domain/usage-query";
import { selectCredits } from "@/lib/selectors/spend/select-credits";
import { readBuckets, type UsageReader } from "@/lib/services/usage/usage-reader";
import { creditRates } from "@/lib/services/usage-events/credit-rates";

/** A rated period, and until when events count in it: a closed one keeps what was known then; null is everything. */
export type SpendPeriod = RatedPeriod & {
  asOf: Date | null;
  /** What its statement says of each key and currency, where events came later: asked for whole it needs no events. */
  stated?: StatedAmounts;
};
export type PieceQuestion = {
  keys: readonly string[];
  dimensions: readonly KeyDimension[];
  /** They touch each other. */
  pieces: readonly Piece[];
  periods: readonly SpendPeriod[];
};

/** What each key came to in each piece, by `seriesKey` of the key and its values; nothing for what had no events. */
export async function readPieces(reader: UsageReader, question: PieceQuestion): Promise<Map<string, Line>> {
  const lines = new Map<string, Line>();
  for (const { offset, pieces, asOf, isStated } of runsOf(question)) {
    const asked = reader.meters.filter(({ key }) => question.keys.includes(key));
    const meters = isStated ? asked.filter(isAdditive) : asked;
    const query = { meters, dimensions: question.dimensions, filters: {}, spans: pieces, asOf };
    const { keyed } = await readBuckets(reader, query, "all");
    const credits = !isStated && question.keys.includes(CREDITS_KEY) ? await readCredits(reader, query) : [];
    for (const line of [...keyed.values(), ...credits])
      place(lines, line, { offset, length: question.pieces.length });
  }
  return lines;
}

type Run = { offset: number; pieces: Piece[]; asOf: Date | null; isStated: boolean };

/** Pieces that follow each other and are read as of the same moment and from the same tables, in one question. */
function runsOf({ pieces, periods }: PieceQuestion): Run[] {
  const runs: Run[] = [];
  for (const [index, piece] of pieces.entries()) {
    const { asOf = null, stated } = periods[piece.period] ?? {};
    const isStated = stated !== undefined && asOf === null;
    const run = runs.at(-1);
    if (run && run.asOf?.getTime() === asOf?.getTime() && run.isStated === isStated) run.pieces.push(piece);
    else runs.push({ offset: index, pieces: [piece], asOf, isStated });
  }
  return runs;
}

/** Credits are worked out event by event. */
async function readCredits(reader: UsageReader, query: UsageQuery): Promise<Line[]> {
  const rates = creditRates();
  const [first, last] = [query.spans[0], query.spans.at(-1)];
  const facts = creditRules(rates).map(({ meter }) => meter);
  if (first && last)
    refuseArchived(
      reader,
      { start: first.start, end: last.end },
      { field: "usage_types", facts, because: CREDITS_KEY },
    );
  const rows = await selectCredits(reader.tx, reader.tenantId, { ...query, rates });
  const lines = new Map<string, Line>();
  for (const { bucket, values, credits, count } of rows) {
    const key = seriesKey(CREDITS_KEY, values);
    const line = lines.get(key) ?? emptyLine(CREDITS_KEY, values, query.spans.length);
    line.amounts[bucket] = credits;
    line.counts[bucket] = count;
    lines.set(key, line);
  }
  return [...lines.values()];
}

function place(
  lines: Map<string, Line>,
  part: Line,
  { offset, length }: { offset: number; length: number },
): void {
  const key = seriesKey(part.meter, part.values);
  const line = lines.get(key) ?? emptyLine(part.meter, part.values, length);
  part.amounts.forEach((amount, index) => {
    line.amounts[offset + index] = amount;
    line.counts[offset + index] = part.counts[index] ?? 0;
  });
  lines.set(key, line);
}
