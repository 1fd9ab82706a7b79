import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { writeAsTenant } from "@/db/scope";
import { NotFoundError } from "@/lib/errors";
import { tellRecorded } from "@/lib/services/events/recorded";
import { dropEmptyQuarterHours, rollUpOpenings } from "@/lib/services/opening-usage/roll-up-openings";
import { compactDays } from "@/lib/services/rollups/compact-days";

export type OpeningRemoval = { source: string; from?: string | undefined; to?: string | undefined };

type Removed = { rows: number; facts: string[] | null; first: Date | null; last: Date | null };

/**
 * Takes back what was loaded from a source, or only the days from `from` to `to`, both included; every number
 * follows in the same transaction. Then corrected sums can be loaded.
 */
export async function removeOpeningUsage(
  { db, tenantId }: Context,
  { source, from, to }: OpeningRemoval,
): Promise<{ removed: number }> {
  const conditions = [sql`organization_id = ${tenantId}`, sql`source = ${source}`];
  if (from !== undefined) conditions.push(sql`usage_date >= ${from}::date`);
  if (to !== undefined) conditions.push(sql`usage_date <= ${to}::date`);
  const these: SQL = sql.join(conditions, sql` and `);
  const removed = await writeAsTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`select from organizations where id = ${tenantId} for update`);
    const { rows } = await tx.execute<Removed>(sql`
      select count(*)::int as rows, array_agg(distinct fact) as facts, min(bucket_start) as first,
        max(bucket_start) as last
      from opening_usage where ${these}`);
    const [found] = rows;
    if (!found?.facts || !found.first || !found.last)
      throw new NotFoundError(`Nothing that was loaded from ${source} stands in these days.`);
    await rollUpOpenings(
      tx,
      tenantId,
      sql`select fact, bucket_start, team_id, provider, file_type, -event_count as event_count,
        -quantity as quantity, -quantity_count as quantity_count
      from opening_usage where ${these}`,
    );
    await tx.execute(sql`delete from opening_usage where ${these}`);
    const between = { facts: found.facts, from: new Date(found.first), to: new Date(found.last) };
    await dropEmptyQuarterHours(tx, tenantId, between);
    return found.rows;
  });
  tellRecorded(tenantId);
  await compactDays(db, { organizationId: tenantId });
  return { removed };
}
