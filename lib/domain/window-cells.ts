import { plus } from "@/lib/domain/decimal";
import { meterSources } from "@/lib/domain/facts";
import { readFact, type UsageRow } from "@/lib/domain/fill";
import { type MeasuredRow, measuredAmount } from "@/lib/domain/measured";
import type { Meter } from "@/lib/domain/meters";

/** What a meter came to in one window, for one key. */
export type WindowCell = { window: number; key: (string | null)[]; amount: string };

/** Only the windows of an additive meter that hold events: its facts added up. */
export function cellsFromFacts(rows: readonly UsageRow[], meter: Meter): WindowCell[] {
  const sources = new Map(meterSources(meter).map((source) => [source.fact, source]));
  const cells = new Map<string, WindowCell & { count: number }>();
  for (const row of rows) {
    const source = sources.get(row.fact);
    if (!source || !row.key) continue;
    const [amount, count] = readFact(row, source);
    const name = JSON.stringify([row.bucket, row.key]);
    const cell = cells.get(name) ?? { window: row.bucket, key: row.key, amount: "0", count: 0 };
    cells.set(name, { ...cell, amount: plus(cell.amount, amount), count: cell.count + count });
  }
  return [...cells.values()]
    .filter(({ amount, count }) => count !== 0 || amount !== "0")
    .map(({ window, key, amount }) => ({ window, key, amount }));
}

/** The windows that the events themselves were asked about. */
export function cellsFromEvents(rows: readonly MeasuredRow[]): WindowCell[] {
  return rows.flatMap((row) => {
    const amount = measuredAmount(row);
    return row.bucket === null || !row.key || amount === null
      ? []
      : [{ window: row.bucket, key: row.key, amount }];
  });
}
