import { canonicalJson } from "@/lib/domain/canonical-json";
import type { RatedPeriod } from "./pieces";

/** Where something begins that rating starts anew from: a billing period, or prices of some keys. */
export type SpendMark = { at: Date; kind: "period" | "price"; usageTypes: string[] };

/**
 * Where tiers begin again inside a range, in order: at every new billing period, and where the price of a key begins,
 * ends or changes. What holds from the range's first instant on is no change. The periods follow each other.
 */
export function spendMarks(
  periods: readonly RatedPeriod[],
  keys: readonly string[],
  range: { from: Date; to: Date },
): SpendMark[] {
  const inside = (at: Date) => at > range.from && at < range.to;
  const starts = periods.map(({ from }) => from).filter(inside);
  const changes = edgesOf(periods, keys)
    .filter(inside)
    .map((at) => ({ at, usageTypes: keys.filter((key) => isChanged(periods, key, at)) }))
    .filter(({ usageTypes }) => usageTypes.length > 0);
  const marks: SpendMark[] = [
    ...starts.map((at) => ({ at, kind: "period" as const, usageTypes: [] })),
    ...changes.map((change) => ({ ...change, kind: "price" as const })),
  ];
  return marks.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Every instant at which a price may change, each once. */
function edgesOf(periods: readonly RatedPeriod[], keys: readonly string[]): Date[] {
  const edges = periods.flatMap(({ book }) =>
    keys.flatMap((key) =>
      (book.get(key) ?? []).flatMap(({ start, end }) => [start.getTime(), end.getTime()]),
    ),
  );
  return [...new Set(edges)].map((at) => new Date(at));
}

function isChanged(periods: readonly RatedPeriod[], key: string, at: Date): boolean {
  const segments = periods.flatMap(({ book }) => book.get(key) ?? []);
  const before = segments.find(({ start, end }) => start < at && at <= end);
  const after = segments.find(({ start, end }) => start <= at && at < end);
  return canonicalJson(before?.price ?? null) !== canonicalJson(after?.price ?? null);
}
