import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Plan, Segment } from "@/lib/domain/planner";
import { dateIn } from "@/lib/domain/time-zone";
import type { UsageQuery } from "@/lib/domain/usage-query";
import {
  type AskedRows,
  and,
  bucketOf,
  comma,
  type DimensionColumns,
  filterConditions,
  keyColumns,
  keyNames,
  textArray,
} from "@/lib/selectors/usage/fragments";

const COLUMNS: DimensionColumns = {
  team: sql`r.team_id`,
  provider: sql`r.provider`,
  file_type: sql`r.file_type`,
};

/** The bucket, fact, key and measures of rollup rows `r`. */
export function selected(query: UsageQuery, bucket: SQL): SQL {
  const measures = sql`r.event_count, r.quantity, r.quantity_count, r.duration_ms, r.duration_count`;
  return comma([sql`${bucket} as bucket, r.fact`, ...keyColumns(query.dimensions, COLUMNS), measures]);
}

const instants = (edges: readonly Date[]) => edges.map((edge) => edge.toISOString());

/** Whose rows `r` and which facts and filters. */
export function ownConditions({ tenantId, query, facts }: AskedRows): SQL[] {
  const own = sql`r.organization_id = ${tenantId} and r.fact = any(${textArray(facts)})`;
  return [own, ...filterConditions(query.filters, COLUMNS)];
}

const within = ({ from, to }: Segment): SQL =>
  sql`r.bucket_start >= ${from.toISOString()}::timestamptz and r.bucket_start < ${to.toISOString()}::timestamptz`;

/** The rollup rows of a stretch of quarter hours. */
export function quarterHourRows(rows: AskedRows, segment: Segment): SQL {
  const bucket = bucketOf(sql`r.bucket_start`, instants(rows.edges), "timestamptz");
  const conditions = and([...ownConditions(rows), within(segment)]);
  // Behind `offset 0` the planner no longer takes the quarter hours for the buckets, and sums by hash, not by sorting.
  return sql`(select ${selected(rows.query, bucket)} from rollup_quarter_hours r where ${conditions} offset 0)`;
}

/** The same from the totals of quarter hours, which are kept a day of the billing zone at a time. */
export function quarterTotalRows(rows: AskedRows, segment: Segment, plan: Plan): SQL {
  const bucket = bucketOf(sql`r.bucket_start`, instants(rows.edges), "timestamptz");
  const clean = and([...ownConditions(rows), within(segment), isClean(rows)]);
  const dirty = dirtyRows(rows, { segment, plan, bucket, condition: within(segment) });
  return sql`(select ${selected(rows.query, bucket)} from rollup_quarter_totals r where ${clean} offset 0)
    union all ${dirty}`;
}

/**
 * The rollup rows of whole days of the billing zone: clean days from the daily rollup, and those whose rebuild is
 * due from their quarter hours, in one statement, so that no event is missed or counted twice.
 */
export function dayRows(rows: AskedRows, segment: Segment, plan: Plan): SQL {
  const day = (at: Date) => dateIn(at.getTime(), plan.billingTimezone);
  const edges = plan.cut?.edgeDays ?? rows.edges.map(day);
  const inRange = sql`r.usage_date >= ${day(segment.from)}::date and r.usage_date < ${day(segment.to)}::date`;
  const clean = and([...ownConditions(rows), inRange, isClean(rows)]);
  const bucket = bucketOf(sql`x.usage_date`, edges, "date");
  const dirty = dirtyRows(rows, { segment, plan, bucket, condition: sql`true` });
  return sql`
    select ${selected(rows.query, bucketOf(sql`r.usage_date`, edges, "date"))}
    from ${sql.identifier(segment.source)} r where ${clean}
    union all ${dirty}`;
}

const isClean = ({ tenantId }: AskedRows): SQL => sql`not exists (
  select from dirty_days x where x.organization_id = ${tenantId} and x.usage_date = r.usage_date)`;

type Dirty = { segment: Segment; plan: Plan; bucket: SQL; condition: SQL };

/**
 * A row per bucket and key, as of clean days. (`offset 0` keeps the planner from reading all quarter hours instead of
 * those of each dirty day.)
 */
function dirtyRows(rows: AskedRows, { segment, plan, bucket, condition }: Dirty): SQL {
  const timezone = plan.billingTimezone;
  const first = dateIn(segment.from.getTime(), timezone);
  const last = dateIn(segment.to.getTime() - 1, timezone);
  // Which of two midnights Postgres means by a date is no concern: the window is wider, the date decides.
  const conditions = and([
    ...ownConditions(rows),
    condition,
    sql`r.bucket_start >= (x.usage_date::timestamp at time zone ${timezone}) - interval '3 hours'`,
    sql`r.bucket_start < ((x.usage_date + 1)::timestamp at time zone ${timezone}) + interval '3 hours'`,
    sql`(r.bucket_start at time zone ${timezone})::date = x.usage_date`,
  ]);
  const names = keyNames(rows.query.dimensions).map((name) => sql`f.${name}`);
  const keys = comma([sql`f.bucket`, sql`f.fact`, ...names]);
  return sql`
    select ${keys}, sum(f.event_count)::bigint, sum(f.quantity), sum(f.quantity_count)::bigint, sum(f.duration_ms),
      sum(f.duration_count)::bigint
    from (
      select distinct usage_date from dirty_days
      where organization_id = ${rows.tenantId} and usage_date between ${first}::date and ${last}::date
    ) x
    cross join lateral (
      select ${selected(rows.query, bucket)} from rollup_quarter_hours r where ${conditions} offset 0
    ) f
    group by ${keys}`;
}
