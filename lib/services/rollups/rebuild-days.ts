import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { dropDerivedDays } from "@/lib/services/rollups/derived-rollups";

type Days = { organizationId: string; timezone: string; days: string[] };

const SUMS = sql.raw(`sum(event_count)::bigint as event_count, sum(quantity) as quantity,
  sum(quantity_count)::bigint as quantity_count, sum(duration_ms) as duration_ms,
  sum(duration_count)::bigint as duration_count`);
const MEASURES = "event_count, quantity, quantity_count, duration_ms, duration_count";

/** Makes everything anew that is kept of some days in the billing zone, each from the next finer one. */
export async function rebuildDays(tx: Db, { organizationId, timezone, days }: Days): Promise<void> {
  await dropDerivedDays(tx, organizationId, days);
  await tx.execute(sql`
    with recursive ${facts(organizationId)},
    quarters as materialized (${quartersOf({ organizationId, timezone, days })}),
    ${summed("days", "quarters", "fact, usage_date, team_id, provider, file_type")},
    ${summed("providers", "days", "fact, usage_date, provider")},
    ${summed("totals", "providers", "fact, usage_date")},
    ${summed("fine_totals", "quarters", "fact, bucket_start, usage_date")},
    ${kept("rollup_days", "days", "fact, usage_date, team_id, provider, file_type", organizationId)},
    ${kept("rollup_day_providers", "providers", "fact, usage_date, provider", organizationId)},
    ${kept("rollup_day_totals", "totals", "fact, usage_date", organizationId)},
    ${kept("rollup_quarter_totals", "fine_totals", "fact, bucket_start, usage_date", organizationId)}
    select`);
}

/** The organization's facts, walked one by one along the index. */
const facts = (organizationId: string): SQL => sql`
  facts as (
    select min(fact) as fact from rollup_quarter_hours where organization_id = ${organizationId}
    union all
    select (select min(q.fact) from rollup_quarter_hours q
      where q.organization_id = ${organizationId} and q.fact > f.fact)
    from facts f where f.fact is not null
  )`;

/**
 * A zone's day lies within a day before and two days after its UTC midnight; the date in the zone then decides,
 * so that repeated and skipped hours and days need no edges.
 */
const quartersOf = ({ organizationId, timezone, days }: Days): SQL => sql`
  select q.fact, q.bucket_start, d.day as usage_date, q.team_id, q.provider, q.file_type, ${sql.raw(MEASURES)}
  from facts f
  cross join unnest(${sql.param(days)}::date[]) as d(day)
  join rollup_quarter_hours q on q.organization_id = ${organizationId} and q.fact = f.fact
    and q.bucket_start >= (d.day - 1)::timestamp at time zone 'UTC'
    and q.bucket_start < (d.day + 2)::timestamp at time zone 'UTC'
    and (q.bucket_start at time zone ${timezone})::date = d.day`;

const summed = (name: string, from: string, keys: string): SQL => sql`
  ${sql.raw(name)} as materialized (select ${sql.raw(keys)}, ${SUMS} from ${sql.raw(from)} group by ${sql.raw(keys)})`;

const kept = (table: string, from: string, keys: string, organizationId: string): SQL => sql`
  ${sql.raw(`into_${table}`)} as (
    insert into ${sql.raw(table)} (organization_id, ${sql.raw(`${keys}, ${MEASURES}`)})
    select ${organizationId}::uuid, ${sql.raw(`${keys}, ${MEASURES}`)} from ${sql.raw(from)}
    order by ${sql.raw(keys)}
  )`;
