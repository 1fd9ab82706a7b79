import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type RollupScope, recomputedQuarterHours } from "@/lib/selectors/rollups/recomputed-rollups";

/** A rollup row that says something else than its events; null where one side has no row. */
export type RollupDifference = {
  rollup: "rollup_quarter_hours" | "rollup_days";
  organizationId: string;
  fact: string;
  /** Start of the quarter hour, or the day in the billing zone. */
  bucket: string;
  teamId: string;
  provider: string;
  fileType: string;
  kept: string | null;
  recomputed: string | null;
};

type DifferenceRow = RollupDifference & { total: string };

const measures = (alias: string): SQL =>
  sql.raw(`row(${alias}.event_count, trim_scale(${alias}.quantity), ${alias}.quantity_count,
    trim_scale(${alias}.duration_ms), ${alias}.duration_count)`);

/** A row of zeros says the same as no row. */
const NONZERO = sql.raw(
  "(event_count <> 0 or quantity <> 0 or quantity_count <> 0 or duration_ms <> 0 or duration_count <> 0)",
);

const difference = (rollup: string, kept: SQL, recomputed: SQL): SQL => sql`
  select ${rollup}::text as rollup, organization_id, fact, bucket, team_id, provider, file_type,
    case when k is not null then ${measures("k")}::text end as kept,
    case when r is not null then ${measures("r")}::text end as recomputed
  from (select * from (${kept}) kept where ${NONZERO}) k
  full join (select * from (${recomputed}) recomputed where ${NONZERO}) r
    using (organization_id, fact, bucket, team_id, provider, file_type)
  where (k is null or r is null or ${measures("k")} is distinct from ${measures("r")})`;

const SUMS = sql.raw(`sum(event_count)::bigint as event_count, sum(quantity) as quantity,
  sum(quantity_count)::bigint as quantity_count, sum(duration_ms) as duration_ms,
  sum(duration_count)::bigint as duration_count`);

const clean = (alias: string): SQL =>
  sql.raw(`not exists (select from dirty_days x where x.organization_id = ${alias}.organization_id
    and x.usage_date = ${alias}.usage_date)`);

const differences = (scope: RollupScope): SQL => {
  const whose = scope.organizationId === null ? sql`true` : sql`organization_id = ${scope.organizationId}`;
  return sql`
    with events as materialized (
      select *, bucket_start::text as bucket from (${recomputedQuarterHours(scope)}) recomputed
    ), days as (
      select e.organization_id, e.fact, (e.bucket_start at time zone o.timezone)::date as usage_date, e.team_id,
        e.provider, e.file_type, ${SUMS}
      from events e join organizations o on o.id = e.organization_id
      group by 1, 2, 3, 4, 5, 6
    ), differences as (
      ${difference(
        "rollup_quarter_hours",
        sql`select *, bucket_start::text as bucket from rollup_quarter_hours where ${whose}`,
        sql`select * from events`,
      )}
      union all
      ${difference(
        "rollup_days",
        sql`select *, usage_date::text as bucket from rollup_days d where ${whose} and ${clean("d")}`,
        sql`select *, usage_date::text as bucket from days d where ${clean("d")}`,
      )}
    )
    select rollup, organization_id as "organizationId", fact, bucket, team_id as "teamId", provider,
      file_type as "fileType", kept, recomputed, count(*) over () as total
    from differences order by 1, 2, 3, 4, 5, 6, 7`;
};

/** Compares both rollups with the events; days that wait for their rebuild are compared by quarter hours only. */
export async function selectRollupDifferences(
  db: Db,
  scope: RollupScope,
  limit: number,
): Promise<{ total: number; listed: RollupDifference[] }> {
  const { rows } = await db.execute<DifferenceRow>(sql`${differences(scope)} limit ${limit}`);
  return { total: Number(rows[0]?.total ?? 0), listed: rows.map(({ total: _, ...row }) => row) };
}
