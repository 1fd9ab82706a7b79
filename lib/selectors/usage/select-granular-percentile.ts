import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { REQUEST_COLUMNS } from "@/lib/selectors/usage/event-rows";
import { and, filterConditions } from "@/lib/selectors/usage/fragments";
import type { UsageRead } from "@/lib/selectors/usage/usage-rows";

/**
 * A percentile of the durations of requests as `percentile_cont` defines it, from the requests themselves; null where
 * none said how long it took. Counting per duration lets a correction take back the request that it corrects.
 */
export async function selectGranularPercentile(
  db: Db,
  { tenantId, query }: Pick<UsageRead, "tenantId" | "query">,
  fraction: string,
): Promise<string | null> {
  const [first, last] = [query.spans[0], query.spans.at(-1)];
  if (!first || !last) return null;
  const conditions = and([
    sql`e.organization_id = ${tenantId}`,
    sql`e.requested_at >= ${first.start.toISOString()}::timestamptz`,
    sql`e.requested_at < ${last.end.toISOString()}::timestamptz`,
    sql`e.response_time_ms is not null`,
    ...filterConditions(query.filters, REQUEST_COLUMNS),
  ]);
  const { rows } = await db.execute<{ percentile: string | null }>(sql`
    with counted as (
      select e.response_time_ms as value, sum(e.sign) as count
      from api_requests e where ${conditions}
      group by 1 having sum(e.sign) > 0
    ), placed as (
      select value, sum(count) over (order by value) as last_place,
        ${fraction}::numeric * (sum(count) over () - 1) as place
      from counted
    ), neighbours as (
      select min(value) filter (where last_place > floor(place)) as low,
        min(value) filter (where last_place > ceil(place)) as high, max(place - floor(place)) as "between"
      from placed
    )
    select round(low + (high - low) * "between", 6)::text as percentile from neighbours`);
  return rows[0]?.percentile ?? null;
}
