import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { dirtyDays, rollupDayProviders, rollupDays, rollupDayTotals, rollupQuarterTotals } from "@/db/schema";

/** The rollups that are made from the quarter hours, a day of the billing zone at a time. */
const DERIVED = [rollupDays, rollupDayProviders, rollupDayTotals, rollupQuarterTotals] as const;

/** Deletes everything made from an organization's quarter hours, and what waits to be made. */
export async function dropDerivedRollups(tx: Db, organizationId: string): Promise<void> {
  for (const table of [...DERIVED, dirtyDays])
    await tx.delete(table).where(eq(table.organizationId, organizationId));
  await renewRevision(tx, organizationId);
}

/**
 * Dirty days tell readers that something was written. Whoever takes some away renews the revision, which tells that
 * there were others.
 */
export async function renewRevision(tx: Db, organizationId: string): Promise<void> {
  await tx.execute(sql`
    insert into rollup_revisions (organization_id) values (${organizationId})
    on conflict (organization_id) do update set revision = excluded.revision`);
}

/** Days that follow each other, both included. */
export type DayRun = { first: string; last: string };
