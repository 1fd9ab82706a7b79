import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type RequestFilter, requestsOf } from "@/lib/selectors/requests/request-conditions";

/** Failed requests that say the same. */
export type RequestError = {
  status_code: number;
  endpoint: string;
  method: string | null;
  error_message: string | null;
  requests: number;
  lastAtMs: number;
};

/** The most frequent failures, without what was corrected. */
export async function selectRequestErrors(
  db: Db,
  filter: RequestFilter,
  limit: number,
): Promise<RequestError[]> {
  const { rows } = await db.execute<
    Omit<RequestError, "requests" | "lastAtMs"> & { requests: string; last: string }
  >(sql`
    select e.status_code, e.endpoint, e.method, e.error_message, sum(e.sign)::text as requests,
      floor(extract(epoch from max(e.requested_at)) * 1000)::bigint::text as last
    from ${requestsOf(filter)} and e.status_code >= 400
    group by 1, 2, 3, 4 having sum(e.sign) > 0
    order by sum(e.sign) desc, 1, 2, 3, 4 limit ${limit}`);
  return rows.map(({ requests, last, ...row }) => ({
    ...row,
    requests: Number(requests),
    lastAtMs: Number(last),
  }));
}
