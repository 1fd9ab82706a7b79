import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Plan, Segment } from "@/lib/domain/planner";
import { dateIn } from "@/lib/domain/time-zone";
import type { UsageQuery } from "@/lib/domain/usage-query";
import type { TenantId } from "@/lib/domain/viewer";
import {
  and,
  bucketOf,
  comma,
  type DimensionColumns,
  filterConditions,
  keyColumns,
  textArray,
} from "@/lib/selectors/usage/fragments";

type Rows = { tenantId: TenantId; query: UsageQuery; facts: readonly string[]; edges: readonly Date[] };

const COLUMNS: DimensionColumns = {
  team: sql`r.team_id`,
  provider: sql`r.provider`,
  file_type: sql`r.file_type`,
};

function selected(query: UsageQuery, bucket: SQL): SQL {
  const measures = sql`r.event_count, r.quantity, r.quantity_count, r.duration_ms, r.duration_count`;
  return comma([sql`${bucket} as bucket, r.fact`, ...keyColumns(query.dimensions, COLUMNS), measures]);
}

/** The rollup rows of a stretch of quarter hours. */
export function quarterHourRows({ tenantId, query, facts, edges }: Rows, { from, to }: Segment): SQL {
  const bucket = bucketOf(
    sql`r.bucket_start`,
    edges.map((edge) => edge.toISOString()),
    "timestamptz",
  );
  const conditions = [
    sql`r.organization_id = ${tenantId}`,
    sql`r.fact = any(${textArray(facts)})`,
    sql`r.bucket_start >= ${from.toISOString()}::timestamptz`,
    sql`r.bucket_start < ${to.toISOString()}::timestamptz`,
    ...filterConditions(query.filters, COLUMNS),
  ];
  // Behind `offset 0` the planner no longer takes the quarter hours for the buckets, and sums by hash, not by sorting.
  return sql`(select ${selected(query, bucket)} from rollup_quarter_hours r where ${and(conditions)} offset 0)`;
}

/**
 * The rollup rows of whole days of the billing zone: clean days from the daily rollup, and those whose rebuild is
 * due from their quarter hours, in one statement, so that no event is missed or counted twice.
 * (`offset 0` keeps the planner from reading all quarter hours instead of those of each dirty day.)
 */
export function dayRows(rows: Rows, segment: Segment, { billingTimezone }: Plan): SQL {
  const { tenantId, query, facts } = rows;
  const day = (at: Date) => dateIn(at.getTime(), billingTimezone);
  const edges = rows.edges.map(day);
  const inRange = (column: SQL) =>
    sql`${column} >= ${day(segment.from)}::date and ${column} < ${day(segment.to)}::date`;
  const clean = and([
    sql`r.organization_id = ${tenantId}`,
    sql`r.fact = any(${textArray(facts)})`,
    inRange(sql`r.usage_date`),
    sql`not exists (select from dirty_days x where x.organization_id = ${tenantId} and x.usage_date = r.usage_date)`,
    ...filterConditions(query.filters, COLUMNS),
  ]);
  // Which of two midnights Postgres means by a date is no concern: the window is wider, the date decides.
  const dirty = and([
    sql`r.organization_id = ${tenantId}`,
    sql`r.fact = any(${textArray(facts)})`,
    sql`r.bucket_start >= (x.usage_date::timestamp at time zone ${billingTimezone}) - interval '3 hours'`,
    sql`r.bucket_start < ((x.usage_date + 1)::timestamp at time zone ${billingTimezone}) + interval '3 hours'`,
    sql`(r.bucket_start at time zone ${billingTimezone})::date = x.usage_date`,
    ...filterConditions(query.filters, COLUMNS),
  ]);
  const dirtyBucket = bucketOf(sql`x.usage_date`, edges, "date");
  return sql`
    select ${selected(query, bucketOf(sql`r.usage_date`, edges, "date"))} from rollup_days r where ${clean}
    union all
    select f.*
    from (
      select distinct usage_date from dirty_days
      where organization_id = ${tenantId} and ${inRange(sql`usage_date`)}
    ) x
    cross join lateral (
      select ${selected(query, dirtyBucket)} from rollup_quarter_hours r where ${dirty} offset 0
    ) f`;
}
