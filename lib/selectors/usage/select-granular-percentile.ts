import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { REQUEST_COLUMNS } from "@/lib/selectors/usage/event-rows";
import { and, filterConditions } from "@/lib/selectors/usage/fragments";
import type { UsageRead } from "@/lib/selectors/usage/usage-rows";

/** A percentile of the durations of requests, from the requests themselves; null where none said how long it took. */
export async function selectGranularPercentile(
  db: Db,
  { tenantId, query }: Pick<UsageRead, "tenantId" | "query">,
  fraction: number,
): Promise<string | null> {
  const [first, last] = [query.spans[0], query.spans.at(-1)];
  if (!first || !last) return null;
  const conditions = and([
    sql`e.organization_id = ${tenantId}`,
    sql`e.requested_at >= ${first.start.toISOString()}::timestamptz`,
    sql`e.requested_at < ${last.end.toISOString()}::timestamptz`,
    sql`e.sign = 1 and e.response_time_ms is not null`,
    ...filterConditions(query.filters, REQUEST_COLUMNS),
  ]);
  const { rows } = await db.execute<{ percentile: string | null }>(sql`
    select round((percentile_cont(${fraction}) within group (order by e.response_time_ms))::numeric, 6)::text as percentile
    from api_requests e where ${conditions}`);
  return rows[0]?.percentile ?? null;
}
