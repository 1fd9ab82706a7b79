import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Span } from "@/lib/domain/usage-query";
import type { TenantId } from "@/lib/domain/viewer";
import { QUARTER_HOUR_COLUMNS, recomputedQuarterHours } from "@/lib/selectors/rollups/recomputed-rollups";

type Sums = { events: number; quantity: string; duration_ms: string };
type MonthOf = { tenantId: TenantId; span: Span };

/** What the quarter hours of a time come to by fact. */
export async function selectRollupSums(tx: Db, { tenantId, span }: MonthOf): Promise<Record<string, Sums>> {
  const { rows } = await tx.execute<Sums & { fact: string; events: string }>(sql`
    select fact, sum(event_count)::text as events, trim_scale(sum(quantity))::text as quantity,
      trim_scale(sum(duration_ms))::text as duration_ms
    from rollup_quarter_hours
    where organization_id = ${tenantId} and bucket_start >= ${span.start.toISOString()}::timestamptz
      and bucket_start < ${span.end.toISOString()}::timestamptz
    group by 1 order by 1`);
  return Object.fromEntries(
    rows.map(({ fact, ...sums }) => [fact, { ...sums, events: Number(sums.events) }]),
  );
}

/** How many quarter-hour rows of a time differ from what its events say. */
export async function countDifferences(tx: Db, { tenantId, span }: MonthOf): Promise<number> {
  const columns = sql.raw(`fact, bucket_start, team_id, provider, file_type, event_count,
    trim_scale(quantity) as quantity, quantity_count, trim_scale(duration_ms) as duration_ms, duration_count`);
  const nonzero = sql.raw(
    "(event_count <> 0 or quantity <> 0 or quantity_count <> 0 or duration_ms <> 0 or duration_count <> 0)",
  );
  const { rows } = await tx.execute<{ count: number }>(sql`
    with kept as (
      select ${columns} from rollup_quarter_hours
      where organization_id = ${tenantId} and ${nonzero}
        and bucket_start >= ${span.start.toISOString()}::timestamptz
        and bucket_start < ${span.end.toISOString()}::timestamptz
    ), recomputed as (
      select ${columns} from (
        select ${QUARTER_HOUR_COLUMNS} from (${recomputedQuarterHours({ organizationId: tenantId, span })}) r
      ) s where ${nonzero}
    )
    select ((select count(*) from (table kept except table recomputed) a)
      + (select count(*) from (table recomputed except table kept) b))::int as count`);
  return rows[0]?.count ?? 0;
}
