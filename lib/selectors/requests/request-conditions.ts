import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { DimensionFilters } from "@/lib/domain/dimensions";
import type { StatusClass } from "@/lib/domain/requests";
import type { Span } from "@/lib/domain/usage-query";
import type { TenantId } from "@/lib/domain/viewer";
import { REQUEST_COLUMNS } from "@/lib/selectors/usage/event-rows";
import { and, bucketOf, filterConditions, textArray } from "@/lib/selectors/usage/fragments";

/** Which requests are asked about; empty lists do not filter. The spans touch each other. */
export type RequestFilter = {
  tenantId: TenantId;
  spans: readonly Span[];
  filters: DimensionFilters;
  endpoints: readonly (string | null)[];
  methods: readonly (string | null)[];
  statusClasses: readonly (StatusClass | null)[];
};

/** The first digit of a status is its class; -1 for a request without one. */
export const STATUS_DIGIT: SQL = sql`coalesce(e.status_code / 100, -1)`;

/** The place of a request `e` among the spans. */
export function requestBucket({ spans }: RequestFilter): SQL {
  const edges = spans.slice(1).map(({ start }) => start.toISOString());
  return bucketOf(sql`e.requested_at`, edges, "timestamptz");
}

/** The requests `e` that are asked about. */
export function requestsOf(filter: RequestFilter): SQL {
  const { tenantId, spans, endpoints, methods, statusClasses } = filter;
  const [first, last] = [spans[0], spans.at(-1)];
  const conditions = [
    sql`e.organization_id = ${tenantId}`,
    sql`e.requested_at >= ${first?.start.toISOString()}::timestamptz`,
    sql`e.requested_at < ${last?.end.toISOString()}::timestamptz`,
    ...filterConditions(filter.filters, REQUEST_COLUMNS),
  ];
  const among = (column: SQL, values: readonly (string | null)[]) => {
    if (values.length > 0)
      conditions.push(sql`${column} = any(${textArray(values.map((value) => value ?? ""))})`);
  };
  among(sql`e.endpoint`, endpoints);
  among(sql`coalesce(e.method, '')`, methods);
  among(
    sql`(${STATUS_DIGIT})::text`,
    statusClasses.map((one) => one?.charAt(0) ?? "-1"),
  );
  return sql`api_requests e where ${and(conditions)}`;
}
