import "server-only";
import type { Context } from "@/db/context";
import { reachesRole } from "@/lib/auth/access";
import type { TraceSpend } from "@/lib/contracts/trace-spend";
import type { Bucket } from "@/lib/domain/buckets";
import { addDecimals } from "@/lib/domain/decimal";
import { emptyLine, seriesKey } from "@/lib/domain/fill";
import { groupBy } from "@/lib/domain/group-by";
import { ratePrice } from "@/lib/domain/rating/rate-price";
import { ratioText } from "@/lib/domain/rating/ratio";
import { fixedAmountsOf } from "@/lib/domain/rating/segments";
import type { BillLine } from "@/lib/domain/spend/bill";
import { cutPieces, segmentsOf } from "@/lib/domain/spend/pieces";
import type { SpendLine } from "@/lib/domain/spend/spend-lines";
import { filterLines } from "@/lib/domain/spend/spend-series";
import { type TracedPiece, tracePieces } from "@/lib/domain/spend/trace-pieces";
import type { KeyDimension } from "@/lib/domain/usage-query";
import { ForbiddenError } from "@/lib/errors";
import { toPriceAnswer } from "@/lib/services/prices/to-price-answer";
import { asKnownAt } from "@/lib/services/spend/get-spend-series";
import { toTiers, toUsageLine } from "@/lib/services/spend/present-bill";
import { readBilledKeys } from "@/lib/services/spend/read-bill";
import { readCorrections } from "@/lib/services/spend/read-corrections";
import { readPieces, type SpendPeriod } from "@/lib/services/spend/read-pieces";
import { readReached, readSpendLines } from "@/lib/services/spend/read-spend-lines";
import { readSpendPeriods } from "@/lib/services/spend/read-spend-periods";
import { sharedDimensions } from "@/lib/services/spend/spend-question";
import type { Cell } from "@/lib/services/usage/trace-cell";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

type Asked = { cell: Cell; bucket: Bucket; dimensions: readonly KeyDimension[]; asOf: Date | null };

/**
 * What a number of usage cost: price, tiers and rounding of each stretch of its bucket under one price, the lines that
 * hold them, and the share of a series with dimensions. Decimal text in the minor unit of each currency. For those who
 * may read money.
 */
export async function readTraceSpend(
  { viewer, tenant }: Pick<Context, "viewer" | "tenant">,
  reader: UsageReader,
  asked: Asked,
): Promise<TraceSpend> {
  if (!reachesRole(viewer, "finance"))
    throw new ForbiddenError("What usage costs needs the role finance. Ask an owner of the organization.");
  const { bucket, asOf, cell } = asked;
  const found = await readSpendPeriods(reader, tenant, { from: bucket.start, to: bucket.end });
  const periods = found.map((period) => asKnownAt(period, asOf));
  const key = cell.meter.key;
  const pieces = cutPieces(periods, [bucket]);
  const metered = await readPieces(reader, { keys: [key], dimensions: [], pieces, periods });
  const line = metered.get(seriesKey(key, [])) ?? emptyLine(key, [], pieces.length);
  const reached = await readReached(reader, { pieces, periods }, line);
  const traced = tracePieces({ pieces, periods, key }, reached);
  const amounts = await readAmounts(reader, asked, periods);
  const bills = await readBilledKeys(reader, periods);
  const inBucket = line.amounts.filter((_, index) => pieces[index]?.cell === 0);
  const lineOf = ({ piece, after }: TracedPiece) =>
    (bills[piece.period] ?? [])
      .flatMap(({ lines }) => lines)
      .find(
        (one) => one.usageType === key && one.segment.start.getTime() === after.segment.start.getTime(),
      ) ?? after;
  return {
    parts: traced.map((one) => toPart(one, lineOf(one), periods, reader)),
    amounts,
    meter_quantity: inBucket.includes(null) ? null : addDecimals(inBucket.map((amount) => amount ?? "0")),
    reconciles: addsUp(traced, amounts),
  };
}

/** The money of the cell as the spend series has it, beside that of its whole meter. */
async function readAmounts(
  reader: UsageReader,
  { cell, bucket, dimensions: asked, asOf }: Asked,
  periods: readonly SpendPeriod[],
): Promise<TraceSpend["amounts"]> {
  const key = cell.meter.key;
  const dimensions = sharedDimensions(asked, cell.filters);
  const question = { cells: [bucket], dimensions };
  const rated = await readSpendLines(reader, { ...question, periods, keys: [key] });
  const wanted = (usageType: string) => usageType === key;
  const corrected = await readCorrections(reader, { ...question, wanted, asOf });
  const own = filterLines([...rated, ...corrected], dimensions, cell.filters).filter(
    ({ values }) =>
      !cell.except?.keys.some((shown) => shown.every((value, place) => value === values[place])),
  );
  const sumOf = (lines: readonly SpendLine[], currency: string) =>
    addDecimals(lines.filter((line) => line.currency === currency).flatMap((line) => line.amounts));
  return [...groupBy([...rated, ...corrected], ({ currency }) => currency).keys()].map((currency) => ({
    currency,
    meter_amount: sumOf(rated, currency),
    corrections: sumOf(corrected, currency),
    amount: sumOf(own, currency),
  }));
}

function addsUp(traced: readonly TracedPiece[], amounts: TraceSpend["amounts"]): boolean {
  return amounts.every(({ currency, meter_amount }) => {
    const own = traced.filter(({ after }) => after.currency === currency);
    return addDecimals(own.map(({ amount }) => amount)) === meter_amount;
  });
}

function toPart(
  { piece, before, after, amount }: TracedPiece,
  line: BillLine,
  periods: readonly SpendPeriod[],
  { meters }: UsageReader,
): TraceSpend["parts"][number] {
  const { segment, usageType, currency } = after;
  const period = periods[piece.period];
  const place = segmentsOf(period, usageType).findIndex(({ start }) => start === segment.start);
  const toRated = (bill: BillLine) => ({
    quantity: bill.quantity,
    exact_amount: ratioText(ratePrice(segment.price, bill.quantity, fixedAmountsOf(place)).cost),
    amount: bill.amount,
    tiers: toTiers(bill),
  });
  return {
    start: piece.start.toISOString(),
    end: piece.end.toISOString(),
    period_start: (period?.from ?? piece.start).toISOString(),
    period_end: (period?.to ?? piece.end).toISOString(),
    currency,
    price: toPriceAnswer(usageType, segment.validFrom, segment.price),
    before: before && toRated(before),
    after: toRated(after),
    amount,
    line: toUsageLine(line, meters),
  };
}
