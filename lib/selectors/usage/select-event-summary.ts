import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { meterSources } from "@/lib/domain/facts";
import type { Meter } from "@/lib/domain/meters";
import { planEvents } from "@/lib/domain/planner";
import type { UsageQuery } from "@/lib/domain/usage-query";
import { textArray } from "@/lib/selectors/usage/fragments";
import { type UsageRead, usageRows } from "@/lib/selectors/usage/usage-rows";

/** What the values of a meter's events come to, and the two values that each percentile lies between. */
export type EventSummary = {
  count: number;
  sum: string;
  min: string;
  max: string;
  /** For each fraction the values below and above its place, and how far between them it lies. */
  places: { below: string; above: string; share: string }[];
};

type Row = Omit<EventSummary, "count"> & { count: string };

/**
 * The values of a meter's events in a range, one statement: counted per value, corrections backwards, so that a
 * correction takes away exactly its own event. Undefined where no event has a value. Postgres interpolates
 * percentiles in floats, so it only names the neighbours here.
 */
export async function selectEventSummary(
  db: Db,
  { tenantId, query, plan }: Pick<UsageRead, "tenantId" | "query" | "plan">,
  fractions: readonly string[],
): Promise<EventSummary | undefined> {
  const sources = query.meters.flatMap((meter) => meterSources(meter));
  const values = { ...query, meters: query.meters.map(asSummed) };
  const rows = usageRows({ ...eventRead(tenantId, values, plan), facts: sources.map(({ fact }) => fact) });
  if (!rows) return undefined;
  const ones = sources.filter(({ measure }) => measure === "events").map(({ fact }) => fact);
  const isOne = sql`u.fact = any(${textArray(ones)})`;
  const { rows: found } = await db.execute<Row>(sql`
    with counted as (
      select case when ${isOne} then 1 else u.quantity * u.event_count end as value,
        sum(case when ${isOne} then u.event_count else u.quantity_count end) as times
      from (${rows}) u
      group by 1 having sum(case when ${isOne} then u.event_count else u.quantity_count end) > 0
    ), ranked as (
      select value, times, sum(times) over (order by value) as reached, sum(times) over () as count from counted
    ), places as (
      select f.nth, min(r.value) filter (where r.reached > floor(f.fraction * (r.count - 1))) as below,
        min(r.value) filter (where r.reached > ceil(f.fraction * (r.count - 1))) as above,
        max(f.fraction * (r.count - 1) - floor(f.fraction * (r.count - 1))) as share
      from ranked r cross join unnest(${textArray(fractions)}::numeric[]) with ordinality f(fraction, nth)
      group by f.nth
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

function eventRead(
  tenantId: UsageRead["tenantId"],
  query: UsageQuery,
  { billingTimezone }: UsageRead["plan"],
) {
  return { tenantId, query, plan: planEvents(query, billingTimezone) };
}
