import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { isArchived } from "@/lib/selectors/archive/span-conditions";
import {
  QUARTER_HOUR_COLUMNS,
  type RollupScope,
  recomputedQuarterHours,
} from "@/lib/selectors/rollups/recomputed-rollups";

/** A rollup row that says something else than its events; null where one side has no row. */
export type RollupDifference = {
  rollup:
    | "rollup_quarter_hours"
    | "rollup_days"
    | "rollup_day_providers"
    | "rollup_day_totals"
    | "rollup_quarter_totals";
  organizationId: string;
  fact: string;
  /** Start of the quarter hour (of the totals with its day), or the day in the billing zone. */
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

/** A meter whose older events are still being counted: nobody reads its rows, which are not all there. */
const isFilling = (alias: string): SQL =>
  sql.raw(`exists (select from meters m where m.organization_id = ${alias}.organization_id
    and m.key = ${alias}.fact and m.backfill is not null)`);

/** The rows of a rollup as they are kept and as they should be, with one name for its bucket and all keys. */
type Derived = { rollup: string; keys: string; recomputed: SQL };

const NARROW: readonly Derived[] = [
  {
    rollup: "rollup_days",
    keys: "usage_date::text as bucket, team_id, provider, file_type",
    recomputed: sql`days`,
  },
  {
    rollup: "rollup_day_providers",
    keys: "usage_date::text as bucket, '' as team_id, provider, '' as file_type",
    recomputed: sql`(select organization_id, fact, usage_date, provider, ${SUMS} from days group by 1, 2, 3, 4)`,
  },
  {
    rollup: "rollup_day_totals",
    keys: "usage_date::text as bucket, '' as team_id, '' as provider, '' as file_type",
    recomputed: sql`(select organization_id, fact, usage_date, ${SUMS} from days group by 1, 2, 3)`,
  },
  {
    rollup: "rollup_quarter_totals",
    keys: "bucket_start || ' ' || usage_date as bucket, '' as team_id, '' as provider, '' as file_type",
    recomputed: sql`(select organization_id, fact, bucket_start, usage_date, ${SUMS} from events group by 1, 2, 3, 4)`,
  },
];
const MEASURES = sql.raw("event_count, quantity, quantity_count, duration_ms, duration_count");

/** What was made of clean days: the others wait for their rebuild. */
const derivedDifference = ({ rollup, keys, recomputed }: Derived, whose: SQL): SQL => {
  const columns = sql`d.organization_id, d.fact, ${sql.raw(keys)}, ${MEASURES}`;
  return difference(
    rollup,
    sql`select ${columns} from ${sql.raw(rollup)} d where ${whose} and ${clean("d")} and not ${isFilling("d")}`,
    sql`select ${columns} from ${recomputed} d where ${clean("d")}`,
  );
};

const differences = (scope: RollupScope): SQL => {
  const whose = scope.organizationId === null ? sql`true` : sql`organization_id = ${scope.organizationId}`;
  return sql`
    with events as materialized (
      select e.*, e.bucket_start::text as bucket, (e.bucket_start at time zone o.timezone)::date as usage_date
      from (
        select r.*, false as archived from (${recomputedQuarterHours(scope)}) r where not ${isArchived("r")}
        union all
        select ${QUARTER_HOUR_COLUMNS}, true from rollup_quarter_hours q where ${whose} and ${isArchived("q")}
      ) e join organizations o on o.id = e.organization_id
      where not ${isFilling("e")}
    ), days as materialized (
      select organization_id, fact, usage_date, team_id, provider, file_type, ${SUMS}
      from events group by 1, 2, 3, 4, 5, 6
    ), differences as (
      ${difference(
        "rollup_quarter_hours",
        sql`select *, bucket_start::text as bucket from rollup_quarter_hours q where ${whose} and not ${isArchived("q")}
          and not ${isFilling("q")}`,
        sql`select * from events where not archived`,
      )}
      union all
      ${sql.join(
        NARROW.map((derived) => derivedDifference(derived, whose)),
        sql` union all `,
      )}
    )
    select rollup, organization_id as "organizationId", fact, bucket, team_id as "teamId", provider,
      file_type as "fileType", kept, recomputed, count(*) over () as total
    from differences order by 1, 2, 3, 4, 5, 6, 7`;
};

/**
 * Compares the rollups with the events; days that wait for their rebuild are compared by quarter hours only. Where
 * events are archived or deleted the quarter hours are taken as they are, and what is made of them must equal them.
 */
export async function selectRollupDifferences(
  db: Db,
  scope: RollupScope,
  limit: number,
): Promise<{ total: number; listed: RollupDifference[] }> {
  const { rows } = await db.execute<DifferenceRow>(sql`${differences(scope)} limit ${limit}`);
  return { total: Number(rows[0]?.total ?? 0), listed: rows.map(({ total: _, ...row }) => row) };
}
