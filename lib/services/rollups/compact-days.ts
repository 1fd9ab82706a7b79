import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { asOperator } from "@/db/scope";
import { retryTransient } from "@/lib/services/retry-transient";
import { renewRevision } from "@/lib/services/rollups/derived-rollups";
import { rebuildDays } from "@/lib/services/rollups/rebuild-days";

const COMPACTION_LOCK = 7_236_503;
/** Bounds how long one transaction holds the organization's row. */
const DAYS_AT_ONCE = 62;

/** Rebuilds the dirty days of one organization, or of all, and says how many it rebuilt. */
export async function compactDays(
  db: Db,
  input: { organizationId?: string } = {},
): Promise<{ days: number }> {
  const organizations = input.organizationId ? [input.organizationId] : await selectDirtyOrganizations(db);
  let days = 0;
  for (const organizationId of organizations) {
    for (let rebuilt = DAYS_AT_ONCE; rebuilt === DAYS_AT_ONCE; days += rebuilt)
      rebuilt = await retryTransient(() => compactSome(db, organizationId));
  }
  return { days };
}

async function selectDirtyOrganizations(db: Db): Promise<string[]> {
  const { rows } = await asOperator(db, (tx) =>
    tx.execute<{ id: string }>(sql`select distinct organization_id as id from dirty_days order by 1`),
  );
  return rows.map(({ id }) => id);
}

/**
 * The dirty rows go first: what is written after them brings a dirty row of its own, and what was written
 * before is visible to the rebuild. The shared lock on the organization holds back a change of its zone.
 */
function compactSome(db: Db, organizationId: string): Promise<number> {
  return asOperator(db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${COMPACTION_LOCK}, hashtext(${organizationId}))`);
    const zones = await tx.execute<{ timezone: string }>(
      sql`select timezone from organizations where id = ${organizationId} for key share`,
    );
    const timezone = zones.rows[0]?.timezone;
    if (timezone === undefined) return 0;
    const days = await takeDirtyDays(tx, organizationId);
    if (days.length === 0) return 0;
    await renewRevision(tx, organizationId);
    await rebuildDays(tx, { organizationId, timezone, days });
    return days.length;
  });
}

async function takeDirtyDays(tx: Db, organizationId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ day: string }>(sql`
    with taken as (
      delete from dirty_days
      where organization_id = ${organizationId} and usage_date in (
        select distinct usage_date from dirty_days where organization_id = ${organizationId}
        order by usage_date limit ${DAYS_AT_ONCE}
      )
      returning usage_date
    )
    select distinct usage_date::text as day from taken`);
  return rows.map(({ day }) => day);
}
