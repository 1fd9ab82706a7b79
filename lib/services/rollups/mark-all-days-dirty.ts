import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/** Queues every day of an organization that has quarter hours, or only those of one fact, for a rebuild. */
export async function markAllDaysDirty(tx: Db, organizationId: string, fact?: string): Promise<void> {
  await tx.execute(sql`
    insert into dirty_days (organization_id, usage_date)
    select distinct q.organization_id, (q.bucket_start at time zone o.timezone)::date
    from rollup_quarter_hours q
    join organizations o on o.id = q.organization_id
    where q.organization_id = ${organizationId} and ${fact === undefined ? sql`true` : sql`q.fact = ${fact}`}
    order by 1, 2`);
}
