import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Span } from "@/lib/domain/usage-query";
import { isArchived } from "@/lib/selectors/archive/span-conditions";
import { recomputedQuarterHours } from "@/lib/selectors/rollups/recomputed-rollups";

/** How many quarter hours of an organization in a stretch of time say something else than the events. */
export async function countRecentDifferences(db: Db, organizationId: string, span: Span): Promise<number> {
  const measures = sql.raw("event_count, quantity, quantity_count, duration_ms, duration_count");
  const row = (alias: string) =>
    sql.raw(
      `row(coalesce(${alias}.event_count, 0), coalesce(${alias}.quantity, 0), coalesce(${alias}.quantity_count, 0),
        coalesce(${alias}.duration_ms, 0), coalesce(${alias}.duration_count, 0))`,
    );
  const { rows } = await db.execute<{ count: string }>(sql`
    select count(*) as count
    from (
      select fact, bucket_start, team_id, provider, file_type, ${measures}
      from rollup_quarter_hours q
      where q.organization_id = ${organizationId} and q.bucket_start >= ${span.start.toISOString()}::timestamptz
        and q.bucket_start < ${span.end.toISOString()}::timestamptz and not ${isArchived("q")}
    ) k
    full join (
      select r.* from (${recomputedQuarterHours({ organizationId, span })}) r where not ${isArchived("r")}
    ) r using (fact, bucket_start, team_id, provider, file_type)
    where ${row("k")} <> ${row("r")} and not exists (
      select from meters m
      where m.organization_id = ${organizationId} and m.key = fact and m.backfill is not null)`);
  return Number(rows[0]?.count ?? 0);
}
