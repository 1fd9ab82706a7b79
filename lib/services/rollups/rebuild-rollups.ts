import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { rollupQuarterHours } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { QUARTER_HOUR_COLUMNS, recomputedQuarterHours } from "@/lib/selectors/rollups/recomputed-rollups";
import { dropDerivedRollups } from "@/lib/services/rollups/derived-rollups";
import { markAllDaysDirty } from "@/lib/services/rollups/mark-all-days-dirty";

/**
 * Drops an organization's rollups and makes them anew from its events. The lock on its row holds back every
 * ingest meanwhile; readers see the old rows until the commit. The days follow with the next compaction.
 */
export async function rebuildRollups({ db, tenantId }: Context): Promise<{ quarterHours: number }> {
  return writeAsTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`select from organizations where id = ${tenantId} for update`);
    await tx.delete(rollupQuarterHours).where(eq(rollupQuarterHours.organizationId, tenantId));
    await dropDerivedRollups(tx, tenantId);
    const { rows } = await tx.execute<{ count: string }>(sql`
      with made as (
        insert into rollup_quarter_hours (${QUARTER_HOUR_COLUMNS})
        ${recomputedQuarterHours({ organizationId: tenantId })}
        order by 1, 2, 3, 4, 5, 6
        returning 1
      )
      select count(*) from made`);
    await markAllDaysDirty(tx, tenantId);
    return { quarterHours: Number(rows[0]?.count ?? 0) };
  });
}
