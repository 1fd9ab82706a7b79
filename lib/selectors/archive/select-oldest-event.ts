import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/** When the oldest event of an organization before an instant happened; archives that end before it count too. */
export async function selectOldestEvent(
  tx: Db,
  organizationId: string,
  before: Date,
): Promise<Date | undefined> {
  const cut = sql`${before.toISOString()}::timestamptz`;
  const oldest = (table: string, at: string) => sql`
    select min(${sql.raw(at)}) as at from ${sql.raw(table)}
    where organization_id = ${organizationId} and ${sql.raw(at)} < ${cut}`;
  const { rows } = await tx.execute<{ ms: string | null }>(sql`
    select floor(extract(epoch from min(at)) * 1000)::bigint::text as ms
    from (
      ${oldest("file_uploads", "uploaded_at")}
      union all ${oldest("api_requests", "requested_at")}
      union all ${oldest("usage_events", "occurred_at")}
      union all
      select min(span_start) from archived_spans
      where organization_id = ${organizationId} and reason = 'archive' and restored_at is null and span_end <= ${cut}
    ) found`);
  const ms = rows[0]?.ms;
  return ms === null || ms === undefined ? undefined : new Date(Number(ms));
}
