import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { meterSources } from "@/lib/domain/facts";
import type { Meter } from "@/lib/domain/meters";
import type { UsageQuery } from "@/lib/domain/usage-query";
import type { TenantId } from "@/lib/domain/viewer";
import { eventRows } from "@/lib/selectors/usage/event-rows";
import { textArray } from "@/lib/selectors/usage/fragments";

/** What the values of a meter's events come to, and the two values that each percentile lies between. */
export type EventSummary = {
  count: number;
  sum: string;
  min: string;
  max: string;
  /** For each fraction the values below and above its place, and how far between them it lies. */
  places: { below: string; above: string; share: string }[];
};

type Question = { tenantId: TenantId; query: UsageQuery; fractions: readonly string[] };
type Row = Omit<EventSummary, "count"> & { count: string };

/**
 * The values of a meter's events in a range, one statement: counted per value, corrections backwards, so that a
 * correction takes away exactly its own event. Undefined where no event has a value. Postgres interpolates
 * percentiles in floats, so it only names the neighbours here.
 */
export async function selectEventSummary(
  db: Db,
  { tenantId, query, fractions }: Question,
): Promise<EventSummary | undefined> {
  const sources = query.meters.flatMap((meter) => meterSources(meter));
  const [from, to] = [query.spans[0]?.start, query.spans.at(-1)?.end];
  if (!from || !to || sources.length === 0) return undefined;
  const read = { tenantId, query: { ...query, meters: query.meters.map(asSummed) }, edges: [] };
  const rows = eventRows({ ...read, facts: sources.map(({ fact }) => fact) }, { source: "events", from, to });
  const ones = sources.filter(({ measure }) => measure === "events").map(({ fact }) => fact);
  const isOne = sql`u.fact = any(${textArray(ones)})`;
  const { rows: found } = await db.execute<Row>(sql`
    with valued as (
      select case when ${isOne} then 1 else u.quantity * u.event_count end as value,
        case when ${isOne} then u.event_count else u.quantity_count end as times
      from (${sql.join(rows, sql` union all `)}) u
    ), counted as (
      select value, sum(times) as times from valued group by value having sum(times) > 0
    ), ranked as (
      select value, times, sum(times) over (order by value) as reached, sum(times) over () as count from counted
    ), placed as (
      select r.value, r.reached, f.nth, f.fraction * (r.count - 1) as place
      from ranked r cross join unnest(${textArray(fractions)}::numeric[]) with ordinality f(fraction, nth)
    ), places as (
      select nth, min(value) filter (where reached > floor(place)) as below,
        min(value) filter (where reached > ceil(place)) as above, max(place - floor(place)) as share
      from placed group by nth
    )
    select max(count)::text as count, sum(value * times)::text as sum, min(value)::text as min, max(value)::text as max,
      (select json_agg(json_build_object('below', below::text, 'above', above::text, 'share', share::text) order by nth)
        from places) as places
    from ranked
    having count(*) > 0`);
  return found[0] && { ...found[0], count: Number(found[0].count) };
}

/** The values of an average or an extreme stand where those of a sum do. */
const asSummed = (meter: Meter): Meter =>
  meter.aggregation === "count" ? meter : { ...meter, aggregation: "sum" };
