import { divideDecimals, toDecimal } from "@/lib/domain/decimal";
import { type Line, type Lines, seriesKey } from "@/lib/domain/fill";
import { type Aggregation, emptyAmount, type Meter } from "@/lib/domain/meters";

/** What the events of one meter came to in one bucket, or in the whole range (null), for one key. */
export type MeasuredRow = {
  meter: string;
  aggregation: Aggregation;
  bucket: number | null;
  /** One value per asked dimension; null for what belongs to none of the asked keys. */
  key: (string | null)[] | null;
  /** The sum of the values for averages and sums, else the answer itself. */
  amount: string;
  /** How many events had a value. */
  count: number;
};

/** The answer of a row: an average is its sum by its count. */
export function measuredAmount({ aggregation, amount, count }: MeasuredRow): string | null {
  if (aggregation === "count") return String(count);
  return aggregation === "avg" ? divideDecimals(amount, String(count)) : toDecimal(amount);
}

/** Lines of meters whose amounts do not add up: every bucket stands for itself, and so does the whole range. */
export function fillMeasured(rows: readonly MeasuredRow[], meters: readonly Meter[], buckets: number): Lines {
  const measured = new Map(meters.map((meter) => [meter.key, emptyAmount(meter)]));
  const lines: Lines = { keyed: new Map(), rest: new Map(), measured };
  for (const row of rows) {
    const line = lineOf(lines, row, buckets);
    const amount = measuredAmount(row);
    if (row.bucket === null) line.whole = amount;
    else {
      line.amounts[row.bucket] = amount;
      line.counts[row.bucket] = row.count;
    }
  }
  return lines;
}

/** A line of such a meter in which nothing happened. */
export function emptyMeasuredLine(
  meter: string,
  values: (string | null)[],
  buckets: number,
  empty: "0" | null,
): Line {
  const amounts = new Array<string | null>(buckets).fill(empty);
  return { meter, values, amounts, counts: new Array<number>(buckets).fill(0), whole: empty };
}

function lineOf({ keyed, rest, measured }: Lines, { meter, key }: MeasuredRow, buckets: number): Line {
  const [lines, name] = key ? [keyed, seriesKey(meter, key)] : [rest, meter];
  const line = lines.get(name) ?? emptyMeasuredLine(meter, key ?? [], buckets, measured.get(meter) ?? null);
  lines.set(name, line);
  return line;
}
