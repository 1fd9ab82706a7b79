import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { dirtyDays, rollupDayProviders, rollupDays, rollupDayTotals, rollupQuarterTotals } from "@/db/schema";

/** The rollups that are made from the quarter hours, a day of the billing zone at a time. */
const DERIVED = [rollupDays, rollupDayProviders, rollupDayTotals, rollupQuarterTotals] as const;

/** Deletes everything made from an organization's quarter hours, and what waits to be made. */
export async function dropDerivedRollups(tx: Db, organizationId: string): Promise<void> {
  for (const table of [...DERIVED, dirtyDays])
    await tx.delete(table).where(eq(table.organizationId, organizationId));
}

/** Deletes what was made of some days, so that it can be made again. */
export async function dropDerivedDays(tx: Db, organizationId: string, days: string[]): Promise<void> {
  for (const table of DERIVED)
    await tx
      .delete(table)
      .where(and(eq(table.organizationId, organizationId), inArray(table.usageDate, days)));
}
