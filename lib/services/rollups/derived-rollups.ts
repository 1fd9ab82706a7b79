import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { dirtyDays, rollupDayProviders, rollupDays, rollupDayTotals, rollupQuarterTotals } from "@/db/schema";
import { unnestRows } from "@/db/unnest-rows";

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
export type DerivedDays = { organizationId: string; facts: readonly string[]; runs: readonly DayRun[] };

export const runRows = (runs: readonly DayRun[]): SQL =>
  unnestRows(runs, { first: "date", last: "date" }, "d");

/** Deletes what was made of some days, so that it can be made again: along the indexes, which begin with the fact. */
export async function dropDerivedDays(tx: Db, days: DerivedDays): Promise<void> {
  for (const table of DERIVED) {
    const quarters =
      table === rollupQuarterTotals
        ? sql`and r.bucket_start >= (d.first - 1)::timestamp at time zone 'UTC'
            and r.bucket_start < (d.last + 2)::timestamp at time zone 'UTC'`
        : sql``;
    await tx.execute(sql`
      delete from ${table} r using ${runRows(days.runs)}
      where r.organization_id = ${days.organizationId} and r.fact = any (${sql.param(days.facts)}::text[])
        and r.usage_date between d.first and d.last ${quarters}`);
  }
}
