import "server-only";
import { addDays } from "@/lib/domain/calendar";
import { ROLLUP_DIMENSIONS } from "@/lib/domain/dimensions";
import { addCounts, countedFacts, type EventCounts } from "@/lib/domain/event-counts";
import { type Plan, planUsage } from "@/lib/domain/planner";
import { FIRST_YEAR, LAST_YEAR } from "@/lib/domain/range";
import { startOfDay } from "@/lib/domain/time-zone";
import type { Span, UsageQuery } from "@/lib/domain/usage-query";
import { countCorrections, countUsageEvents } from "@/lib/selectors/events/count-usage-events";
import type { EventFilter } from "@/lib/selectors/events/event-conditions";
import { selectUsageTotals } from "@/lib/selectors/usage/select-usage-totals";
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
  if (counts) return { items: await countByRollups(reader, filter, counts), exact: true };
  const items = await countUsageEvents(reader.tx, filter, MOST_COUNTED + 1);
  return items > MOST_COUNTED ? { items: MOST_COUNTED, exact: false } : { items, exact: true };
}

function inRollups({ filters, source, search, asOf }: EventFilter): boolean {
  const kept: readonly string[] = ROLLUP_DIMENSIONS;
  return !source && !search && !asOf && Object.keys(filters).every((dimension) => kept.includes(dimension));
}

/** Rollups count an event and its correction as nothing, where the list shows both. */
async function countByRollups(
  reader: UsageReader,
  filter: EventFilter,
  counts: EventCounts,
): Promise<number> {
  const { tx, tenantId, billingTimezone } = reader;
  const spans = filter.range ? [toSpan(filter.range)] : allTime(billingTimezone);
  const asked = { meters: counts.meters, dimensions: [], filters: filter.filters, asOf: null };
  const plans = spans.map((span) => planUsage({ ...asked, spans: [span] }, billingTimezone));
  const segments = plans.flatMap((plan) => plan.segments);
  const plan: Plan = { segments, reason: "only the whole is asked for", parameter: null, billingTimezone };
  const query: UsageQuery = { ...asked, spans: [] };
  const facts = counts.facts.map(({ fact }) => fact);
  const rows = await selectUsageTotals(tx, { tenantId, query, plan, facts });
  return addCounts(rows, counts) + 2 * (await countCorrections(tx, filter));
}

const toSpan = ({ from, to }: { from: Date; to: Date }): Span => ({ start: from, end: to });

/** Cut where days begin to be whole in every zone: before it, only quarter hours are read. */
function allTime(timezone: string): Span[] {
  const midnight = (date: string) => new Date(startOfDay(date, timezone));
  const whole = midnight(addDays("2012-01-01", 1));
  return [
    { start: midnight(`${FIRST_YEAR - 1}-12-31`), end: whole },
    { start: whole, end: midnight(`${LAST_YEAR + 1}-01-02`) },
  ];
}
