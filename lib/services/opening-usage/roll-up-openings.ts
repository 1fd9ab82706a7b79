import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { TenantId } from "@/lib/domain/viewer";

/**
 * Adds sums (columns of `opening_usage`, quantities of any sign) to the quarter hours and queues their days, in the
 * caller's transaction, which holds the organization's row. Quarter hours that come to nothing go.
 */
export async function rollUpOpenings(tx: Db, tenantId: TenantId, changes: SQL): Promise<void> {
  await tx.execute(sql`
    with changes as materialized (${changes}), rolled as (
      insert into rollup_quarter_hours as kept (organization_id, fact, bucket_start, team_id, provider, file_type,
        event_count, quantity, quantity_count, duration_ms, duration_count)
      select ${tenantId}::uuid, fact, bucket_start, team_id, provider, file_type, sum(event_count), sum(quantity),
        sum(quantity_count), 0, 0
      from changes group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
      on conflict (organization_id, fact, bucket_start, team_id, provider, file_type) do update set
        event_count = kept.event_count + excluded.event_count,
        quantity = kept.quantity + excluded.quantity,
        quantity_count = kept.quantity_count + excluded.quantity_count
    )
    insert into dirty_days (organization_id, usage_date)
    select distinct o.id, (c.bucket_start at time zone o.timezone)::date
    from changes c join organizations o on o.id = ${tenantId}`);
}

/** Drops the quarter hours of a time that hold nothing any more, so that a meter may be deleted again. */
export async function dropEmptyQuarterHours(
  tx: Db,
  tenantId: TenantId,
  { facts, from, to }: { facts: readonly string[]; from: Date; to: Date },
): Promise<void> {
  await tx.execute(sql`
    delete from rollup_quarter_hours
    where organization_id = ${tenantId} and fact = any (${sql.param([...facts])}::text[])
      and bucket_start between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz
      and event_count = 0 and quantity = 0 and quantity_count = 0 and duration_ms = 0 and duration_count = 0`);
}
