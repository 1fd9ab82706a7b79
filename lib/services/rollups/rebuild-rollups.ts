import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { writeAsTenant } from "@/db/scope";
import { type SkippedTime, toSkippedTime } from "@/lib/domain/archived-spans";
import { selectArchivedSpans } from "@/lib/selectors/archive/select-archived-spans";
import { isArchived } from "@/lib/selectors/archive/span-conditions";
import { QUARTER_HOUR_COLUMNS, recomputedQuarterHours } from "@/lib/selectors/rollups/recomputed-rollups";
import { dropDerivedRollups } from "@/lib/services/rollups/derived-rollups";
import { markAllDaysDirty } from "@/lib/services/rollups/mark-all-days-dirty";

/** How many quarter hours were made, and the times that were left as they are. */
export type RebuiltRollups = { quarterHours: number; skipped: SkippedTime[] };

/**
 * Drops an organization's rollups and makes them anew from its events. Those of times whose events are archived or
 * deleted are all that is left of them: they stay, and these times are told. The lock on its row holds back every
 * ingest meanwhile; readers see the old rows until the commit. The days follow with the next compaction.
 */
export async function rebuildRollups({ db, tenantId }: Context): Promise<RebuiltRollups> {
  return writeAsTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`select from organizations where id = ${tenantId} for update`);
    // A row per quarter hour and key of a whole history: the default would sort them on disk.
    await tx.execute(sql.raw("set local work_mem = '128MB'"));
    const skipped = await selectArchivedSpans(tx, tenantId);
    await tx.execute(sql`
      delete from rollup_quarter_hours q where q.organization_id = ${tenantId} and not ${isArchived("q")}`);
    await dropDerivedRollups(tx, tenantId);
    const { rows } = await tx.execute<{ count: string }>(sql`
      with made as (
        insert into rollup_quarter_hours (${QUARTER_HOUR_COLUMNS})
        select r.* from (${recomputedQuarterHours({ organizationId: tenantId })}) r where not ${isArchived("r")}
        order by 1, 2, 3, 4, 5, 6
        returning 1
      )
      select count(*) from made`);
    await markAllDaysDirty(tx, tenantId);
    return { quarterHours: Number(rows[0]?.count ?? 0), skipped: skipped.map(toSkippedTime) };
  });
}
