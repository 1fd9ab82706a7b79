import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Segment } from "@/lib/domain/planner";
import {
  type AskedRows,
  and,
  bucketOf,
  comma,
  type DimensionColumns,
  filterConditions,
  keyColumns,
  textArray,
} from "@/lib/selectors/usage/fragments";

const COLUMNS: DimensionColumns = {
  team: sql`o.team_id`,
  provider: sql`o.provider`,
  file_type: sql`o.file_type`,
};

/** The opening usage of a stretch of time, told as rollup rows are: what the rollups hold beside the events. */
export function openingRows(
  { tenantId, query, facts, edges }: AskedRows,
  { from, to }: Omit<Segment, "source">,
): SQL {
  const instants = edges.map((edge) => edge.toISOString());
  const conditions = [
    sql`o.organization_id = ${tenantId}`,
    sql`o.fact = any(${textArray(facts)})`,
    sql`o.bucket_start >= ${from.toISOString()}::timestamptz`,
    sql`o.bucket_start < ${to.toISOString()}::timestamptz`,
    ...filterConditions(query.filters, COLUMNS),
  ];
  if (query.asOf) conditions.push(sql`o.recorded_at <= ${query.asOf.toISOString()}::timestamptz`);
  const selected = comma([
    sql`${bucketOf(sql`o.bucket_start`, instants, "timestamptz")} as bucket, o.fact`,
    ...keyColumns(query.dimensions, COLUMNS),
    sql`o.event_count, o.quantity, o.quantity_count, 0::numeric as duration_ms, 0::bigint as duration_count`,
  ]);
  return sql`select ${selected} from opening_usage o where ${and(conditions)}`;
}
