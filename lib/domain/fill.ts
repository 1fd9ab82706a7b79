import { addDecimals, plus, toDecimal } from "@/lib/domain/decimal";
import { type MeterSource, meterSources } from "@/lib/domain/facts";
import { groupBy } from "@/lib/domain/group-by";
import type { Meter } from "@/lib/domain/meters";

/** What one fact came to in one bucket, for one key. */
export type UsageRow = {
  fact: string;
  bucket: number;
  /** One value per asked dimension; null for what belongs to none of the asked keys. */
  key: (string | null)[] | null;
  eventCount: number;
  quantity: string;
  quantityCount: number;
};

/** One meter and key over all buckets: an exact amount (null: there is none) and a number of events in each. */
export type Line = {
  meter: string;
  values: (string | null)[];
  amounts: (string | null)[];
  counts: number[];
  /** What the whole range came to, where that is not the sum of the amounts. */
  whole?: string | null;
};

/** Lines by their key, and per meter the line of everything that belongs to none of the asked keys. */
export type Lines = {
  keyed: Map<string, Line>;
  rest: Map<string, Line>;
  /** The meters whose amounts do not add up, each with what it comes to where nothing happened. */
  measured: ReadonlyMap<string, "0" | null>;
};

/** The public name of a series: a JSON array of the meter and then the values of the asked dimensions. */
export function seriesKey(meter: string, values: readonly (string | null)[]): string {
  return JSON.stringify([meter, ...values]);
}

/** The facts that a question about these meters reads. */
export function factsOf(meters: readonly Meter[]): string[] {
  return [...new Set(meters.flatMap(meterSources).map(({ fact }) => fact))];
}

/** A line without usage. */
export function emptyLine(meter: string, values: (string | null)[], buckets: number): Line {
  return { meter, values, amounts: zeros<string | null>("0", buckets), counts: zeros(0, buckets) };
}

const zeros = <T>(zero: T, buckets: number): T[] => new Array<T>(buckets).fill(zero);

/** What a line came to over the whole range. */
export function lineTotal({ amounts, whole }: Line): string | null {
  return whole === undefined ? addDecimals(amounts.map((amount) => amount ?? "0")) : whole;
}

/** Adds a line to another one of the same length, exactly. */
export function addLine(target: Line, line: Line): void {
  line.amounts.forEach((amount, bucket) => {
    addAmount(target, bucket, amount ?? "0", line.counts[bucket] ?? 0);
  });
}

/** Reads meters from facts: every bucket of a line that has any row is there, 0 where nothing happened. */
export function fillBuckets(rows: readonly UsageRow[], meters: readonly Meter[], buckets: number): Lines {
  const sources = groupBy(meters.flatMap(meterSources), ({ fact }) => fact);
  const lines: Lines = { keyed: new Map(), rest: new Map(), measured: new Map() };
  // Rows of one line follow each other and share its key, so that its name need not be made for each of them.
  let [fact, key]: [string | undefined, UsageRow["key"]] = [undefined, null];
  let fed: { source: MeterSource; line: Line }[] = [];
  for (const row of rows) {
    if (row.fact !== fact || row.key !== key) {
      [fact, key] = [row.fact, row.key];
      const feeding = sources.get(row.fact) ?? [];
      fed = feeding.map((source) => ({ source, line: lineOf(lines, source.meter, row.key, buckets) }));
    }
    for (const { source, line } of fed) addAmount(line, row.bucket, ...readFact(row, source));
  }
  return lines;
}

/** What a row comes to for a meter that reads its fact, and of how many events. */
export function readFact(row: UsageRow, { measure }: MeterSource): [amount: string, count: number] {
  return measure === "events" ? [String(row.eventCount), row.eventCount] : [row.quantity, row.quantityCount];
}

function lineOf({ keyed, rest }: Lines, meter: string, key: UsageRow["key"], buckets: number): Line {
  const [lines, name] = key ? [keyed, seriesKey(meter, key)] : [rest, meter];
  const line = lines.get(name) ?? emptyLine(meter, key ?? [], buckets);
  lines.set(name, line);
  return line;
}

function addAmount(line: Line, bucket: number, amount: string, count: number): void {
  const before = line.amounts[bucket] ?? "0";
  line.amounts[bucket] = before === "0" ? toDecimal(amount) : plus(before, amount);
  line.counts[bucket] = (line.counts[bucket] ?? 0) + count;
}
