import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { writeAsTenant } from "@/db/scope";
import type { ArchiveManifest } from "@/lib/domain/archive/archive-manifest";
import { spansWithin } from "@/lib/domain/archived-spans";
import { GENERIC_EVENT_TYPE } from "@/lib/domain/meters";
import type { Span } from "@/lib/domain/usage-query";
import type { TenantId } from "@/lib/domain/viewer";
import { selectArchivedSpans } from "@/lib/selectors/archive/select-archived-spans";
import { countDifferences } from "@/lib/selectors/archive/select-month-rollups";
import { QUARTER_HOUR_COLUMNS, recomputedQuarterHours } from "@/lib/selectors/rollups/recomputed-rollups";
import { monthSpan } from "@/lib/services/archive/write-archive";

type Reopened = { tenantId: TenantId; span: Span };

/**
 * Notes that the events of an archive are back. When nothing of its month is missing any more, meters that were made
 * meanwhile are rolled up for it, and the answer is how many rollup rows differ from the events.
 */
export async function reopenSpan({ db, tenantId }: Context, manifest: ArchiveManifest): Promise<number> {
  const span = monthSpan(manifest.month);
  return writeAsTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`select from organizations where id = ${tenantId} for update`);
    await tx.execute(sql`
      update archived_spans set restored_at = clock_timestamp()
      where organization_id = ${tenantId} and id = ${manifest.id} and restored_at is null`);
    if (spansWithin(await selectArchivedSpans(tx, tenantId), span).length > 0) return 0;
    await rollUpOwnMeters(tx, { tenantId, span });
    return countDifferences(tx, { tenantId, span });
  });
}

/**
 * Meters of own event types may be younger than an archive that holds such events: their sums lack them. What the
 * others of these meters come to stays what it was.
 */
async function rollUpOwnMeters(tx: Db, { tenantId, span }: Reopened): Promise<void> {
  const within = (at: string) => sql`${sql.raw(at)} >= ${span.start.toISOString()}::timestamptz
    and ${sql.raw(at)} < ${span.end.toISOString()}::timestamptz`;
  const isOwn = sql`fact in (
    select m.key from meters m
    where m.organization_id = ${tenantId} and m.aggregation in ('sum', 'count') and m.event_type <> ${GENERIC_EVENT_TYPE}
  )`;
  await tx.execute(sql`
    delete from rollup_quarter_hours
    where organization_id = ${tenantId} and ${within("bucket_start")} and ${isOwn}`);
  const { rows } = await tx.execute<{ fact: string }>(sql`
    with made as (
      insert into rollup_quarter_hours (${QUARTER_HOUR_COLUMNS})
      select r.* from (${recomputedQuarterHours({ organizationId: tenantId, span })}) r where ${isOwn}
      order by 1, 2, 3, 4, 5, 6
      returning fact
    )
    select distinct fact from made`);
  if (rows.length > 0) await markMonthDirty(tx, { tenantId, span });
}

async function markMonthDirty(tx: Db, { tenantId, span }: Reopened): Promise<void> {
  await tx.execute(sql`
    insert into dirty_days (organization_id, usage_date)
    select distinct q.organization_id, (q.bucket_start at time zone o.timezone)::date
    from rollup_quarter_hours q join organizations o on o.id = q.organization_id
    where q.organization_id = ${tenantId} and q.bucket_start >= ${span.start.toISOString()}::timestamptz
      and q.bucket_start < ${span.end.toISOString()}::timestamptz`);
}
