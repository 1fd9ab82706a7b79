import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  type RequestFilter,
  requestBucket,
  requestsOf,
  STATUS_DIGIT,
} from "@/lib/selectors/requests/request-conditions";

/** What requests are grouped by: each by itself, and all together. */
export type RequestGroup = "all" | "bucket" | "endpoint" | "method" | "status";
/** How many requests a group had, and what they came to; sums as decimal text. */
export type RequestCounts = {
  group: RequestGroup;
  /** The value of the group: a place among the spans, an endpoint, a method or the first digit of a status. */
  value: string | null;
  requests: number;
  successful: number;
  failed: number;
  bytes: string;
  durationMs: string;
  durations: string;
};

type Row = Omit<RequestCounts, "requests" | "successful" | "failed"> &
  Record<"requests" | "successful" | "failed", string>;

/** Counts requests by bucket, endpoint, method and status in one pass, corrections backwards. */
export async function selectRequestCounts(db: Db, filter: RequestFilter): Promise<RequestCounts[]> {
  const { rows } = await db.execute<Row>(sql`
    select
      case when grouping(bucket) = 0 then 'bucket' when grouping(endpoint) = 0 then 'endpoint'
        when grouping(method) = 0 then 'method' when grouping(status) = 0 then 'status' else 'all' end as "group",
      case when grouping(bucket) = 0 then bucket::text when grouping(status) = 0 then status::text
        else coalesce(endpoint, method) end as value,
      coalesce(sum(sign), 0)::text as requests,
      coalesce(sum(sign) filter (where status_code < 400), 0)::text as successful,
      coalesce(sum(sign) filter (where status_code >= 400), 0)::text as failed,
      coalesce(sum(sign * bytes), 0)::text as bytes,
      coalesce(sum(sign * response_time_ms), 0)::text as "durationMs",
      coalesce(sum(sign) filter (where response_time_ms is not null), 0)::text as durations
    from (
      select ${requestBucket(filter)} as bucket, e.endpoint, e.method, ${STATUS_DIGIT} as status, e.status_code,
        e.sign, e.bytes, e.response_time_ms
      from ${requestsOf(filter)} offset 0
    ) r
    group by grouping sets ((), (bucket), (endpoint), (method), (status))`);
  return rows
    .map((row) => ({
      ...row,
      ...{ requests: Number(row.requests), successful: Number(row.successful), failed: Number(row.failed) },
    }))
    .filter(({ group, requests }) => group === "all" || requests !== 0);
}
