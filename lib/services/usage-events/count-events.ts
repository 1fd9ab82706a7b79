import "server-only";
import { ROLLUP_DIMENSIONS } from "@/lib/domain/dimensions";
import { addCounts, countedFacts, type EventCounts } from "@/lib/domain/event-counts";
import { partTime } from "@/lib/domain/part-time";
import { planHistory, planUsage } from "@/lib/domain/planner";
import { FIRST_YEAR, LAST_YEAR } from "@/lib/domain/range";
import { startOfDay } from "@/lib/domain/time-zone";
import type { Span, UsageQuery } from "@/lib/domain/usage-query";
import { countCorrections, countUsageEvents } from "@/lib/selectors/events/count-usage-events";
import type { EventFilter } from "@/lib/selectors/events/event-conditions";
import { selectEventCounts } from "@/lib/selectors/usage/select-event-counts";
import { selectOpeningBuckets } from "@/lib/selectors/usage/select-opening-buckets";
import type { UsageReader } from "@/lib/services/usage/usage-reader";
import type { EventTotal } from "@/lib/services/usage-events/events-cursor";

/** More than these are not counted one by one. */
const MOST_COUNTED = 100_000;

/**
 * How many events a list has: by the rollups where they tell, which takes the same time for any number; else one by
 * one, up to 100,000 of them.
 */
export async function countEvents(reader: UsageReader, filter: EventFilter): Promise<EventTotal> {
  const counts = inRollups(filter) ? countedFacts(filter.meters, reader.meters) : undefined;
  if (counts) return countByRollups(reader, filter, counts);
  const items = await countUsageEvents(reader.tx, filter, MOST_COUNTED + 1);
  return items > MOST_COUNTED ? { items: MOST_COUNTED, exact: false } : { items, exact: true };
}

function inRollups({ filters, source, search, asOf }: EventFilter): boolean {
  const kept: readonly string[] = ROLLUP_DIMENSIONS;
  return !source && !search && !asOf && Object.keys(filters).every((dimension) => kept.includes(dimension));
}

type Counting = { reader: UsageReader; filter: EventFilter; counts: EventCounts };

/** Of archived times the rollups know more events than the list has: those are counted one by one. */
async function countByRollups(
  reader: UsageReader,
  filter: EventFilter,
  counts: EventCounts,
): Promise<EventTotal> {
  const { billingTimezone, archived, tx } = reader;
  const counting = { reader, filter, counts };
  if (!filter.range && archived.length === 0)
    return { items: await countPart(counting, allTime(billingTimezone), planHistory), exact: true };
  const whole = spanOf(filter, billingTimezone);
  const torn = { start: whole.start, end: wholeDaysSince(billingTimezone) };
  const { kept, gone } = partTime(whole, archived);
  let items = 0;
  for (const span of kept) {
    const parts = partTime(span, [torn]);
    for (const part of [...parts.gone, ...parts.kept]) items += await countPart(counting, part, planUsage);
  }
  let exact = true;
  for (const { start, end } of gone) {
    const found = await countUsageEvents(
      tx,
      { ...filter, range: { from: start, to: end } },
      MOST_COUNTED + 1,
    );
    exact &&= found <= MOST_COUNTED;
    items += Math.min(found, MOST_COUNTED);
  }
  return { items, exact };
}

/** Rollups count an event and its correction as nothing, where the list shows both; opening usage has no events. */
async function countPart(
  { reader, filter, counts }: Counting,
  span: Span,
  toPlan: typeof planUsage,
): Promise<number> {
  const { tx, tenantId, billingTimezone, correctedMonths } = reader;
  const asked = { meters: counts.meters, dimensions: [], filters: filter.filters, asOf: null };
  const query: UsageQuery = { ...asked, spans: [span] };
  const facts = counts.facts.map(({ fact }) => fact);
  const read = { tenantId, query, plan: toPlan(query, billingTimezone), facts };
  const net = addCounts(await selectEventCounts(tx, read), counts);
  const opening = reader.hasOpening ? addCounts(await selectOpeningBuckets(tx, read), counts) : 0;
  return net - opening + 2 * (await countCorrections(tx, filter, span, correctedMonths));
}

const midnight = (date: string, timezone: string) => new Date(startOfDay(date, timezone));

/** The time that a list is of. */
export function spanOf({ range }: EventFilter, timezone: string): Span {
  return range ? { start: range.from, end: range.to } : allTime(timezone);
}

function allTime(timezone: string): Span {
  return {
    start: midnight(`${FIRST_YEAR - 1}-12-31`, timezone),
    end: midnight(`${LAST_YEAR + 1}-01-02`, timezone),
  };
}

/** Before, only quarter hours are read: some zones tore a date in two. */
const wholeDaysSince = (timezone: string) => midnight("2012-01-02", timezone);
