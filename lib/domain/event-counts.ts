import { meterSources, REQUEST_FACTS, UPLOAD_FACTS } from "@/lib/domain/facts";
import type { UsageRow } from "@/lib/domain/fill";
import { groupBy } from "@/lib/domain/group-by";
import { GENERIC_EVENT_TYPE, isAdditive, type Meter } from "@/lib/domain/meters";

/** A fact that counts some events once each: all of them, or those that had a quantity. */
export type CountedFact = { fact: string; counts: "events" | "values" };
/** How rollups count events, and the meters whose facts these are. */
export type EventCounts = { facts: CountedFact[]; meters: Meter[] };

/**
 * The facts whose counts add up to the number of events that feed any of some meters (all events where none are
 * asked for). Undefined where rollups do not tell: they hold nothing of averages, extremes and unique counts, and
 * not how many events had a value for one of two meters.
 */
export function countedFacts(asked: readonly Meter[], all: readonly Meter[]): EventCounts | undefined {
  const granular = [...granularFacts("upload", asked), ...granularFacts("request", asked)];
  const usage = asked.length > 0 ? asked : all;
  const generic = usage.filter(({ eventType }) => eventType === GENERIC_EVENT_TYPE);
  const own = groupBy(
    usage.filter(({ eventType }) => eventType !== GENERIC_EVENT_TYPE),
    ({ eventType }) => eventType,
  );
  const counters = [...own.values()].map((meters) => counterOf(meters, asked.length > 0));
  const meters = [...generic, ...counters.flatMap((meter) => meter ?? [])];
  if (!generic.every(isAdditive) || counters.includes(undefined)) return undefined;
  const byValue = (meter: Meter) =>
    asked.length > 0 && meter.eventType !== GENERIC_EVENT_TYPE && meter.aggregation === "sum";
  const facts = meters.map(
    (meter): CountedFact => ({ fact: meter.key, counts: byValue(meter) ? "values" : "events" }),
  );
  return { facts: [...granular, ...facts], meters };
}

/** The meter whose fact counts the events of an own type: any additive one, unless only values are asked about. */
function counterOf(meters: readonly Meter[], byValue: boolean): Meter | undefined {
  const counter = meters.find(({ aggregation }) => aggregation === "count");
  if (counter || !byValue) return counter ?? meters.find(isAdditive);
  return meters.length === 1 ? meters.find(isAdditive) : undefined;
}

function granularFacts(kind: "upload" | "request", asked: readonly Meter[]): CountedFact[] {
  const every = kind === "upload" ? UPLOAD_FACTS : REQUEST_FACTS;
  if (asked.length === 0) return every.map((fact) => ({ fact, counts: "events" }));
  const sources = asked.flatMap(meterSources).filter(({ fact }) => fact.startsWith(`${kind}:`));
  const counted = groupBy(sources, ({ fact }) => fact);
  return [...counted].map(([fact, ways]) => ({
    fact,
    counts: ways.some(({ measure }) => measure === "events") ? "events" : "values",
  }));
}

/** Adds up what rollup rows say of counted facts: events less their corrections. */
export function addCounts(
  rows: readonly Pick<UsageRow, "fact" | "eventCount" | "quantityCount">[],
  { facts }: EventCounts,
): number {
  const ways = new Map(facts.map(({ fact, counts }) => [fact, counts]));
  return rows.reduce((sum, row) => {
    const counts = ways.get(row.fact);
    if (!counts) return sum;
    return sum + (counts === "events" ? row.eventCount : row.quantityCount);
  }, 0);
}
