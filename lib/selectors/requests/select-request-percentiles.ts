import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type RequestFilter, requestBucket, requestsOf } from "@/lib/selectors/requests/request-conditions";
import { textArray } from "@/lib/selectors/usage/fragments";

/** A percentile of the durations of a group of requests, as `percentile_cont` defines it. */
export type RequestPercentile = {
  group: "all" | "bucket" | "endpoint";
  value: string | null;
  fraction: string;
  percentile: string;
};

/**
 * Percentiles of all requests, of each bucket, and of some endpoints. Counting per duration lets a correction take
 * back the request that it corrects.
 */
export async function selectRequestPercentiles(
  db: Db,
  filter: RequestFilter,
  { endpoints, fractions }: { endpoints: readonly string[]; fractions: readonly string[] },
): Promise<RequestPercentile[]> {
  const { rows } = await db.execute<RequestPercentile>(sql`
    with counted as (
      select case when grouping(bucket) = 0 then 'bucket' when grouping(endpoint) = 0 then 'endpoint' else 'all' end
        as "group", coalesce(bucket::text, endpoint) as value, duration, sum(sign) as count
      from (
        select ${requestBucket(filter)} as bucket, e.endpoint, e.response_time_ms as duration, e.sign
        from ${requestsOf(filter)} and e.response_time_ms is not null offset 0
      ) r
      group by grouping sets ((duration), (bucket, duration), (endpoint, duration))
      having sum(sign) > 0 and (grouping(endpoint) = 1 or endpoint = any(${textArray(endpoints)}))
    ), placed as (
      select *, sum(count) over (partition by "group", value order by duration) as last_place,
        sum(count) over (partition by "group", value) as total
      from counted
    ), wanted as (
      select p.*, f.fraction, f.fraction::numeric * (p.total - 1) as place
      from placed p cross join unnest(${textArray(fractions)}) f(fraction)
    ), neighbours as (
      select "group", value, fraction, min(duration) filter (where last_place > floor(place)) as low,
        min(duration) filter (where last_place > ceil(place)) as high, max(place - floor(place)) as "between"
      from wanted group by 1, 2, 3
    )
    select "group", value, fraction, round(low + (high - low) * "between", 6)::text as percentile from neighbours`);
  return rows;
}
