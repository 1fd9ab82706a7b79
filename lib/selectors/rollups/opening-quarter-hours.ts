import { type SQL, sql } from "drizzle-orm";

/** The opening usage of an organization, or of all (null), in the columns of `rollup_quarter_hours`. */
export function openingQuarterHours(organizationId: string | null, fact?: string): SQL {
  const whose = organizationId === null ? sql`true` : sql`organization_id = ${organizationId}`;
  return sql`
    select organization_id, fact, bucket_start, team_id, provider, file_type, event_count, quantity, quantity_count,
      0::numeric as duration_ms, 0::bigint as duration_count
    from opening_usage
    where ${whose} and ${fact === undefined ? sql`true` : sql`fact = ${fact}`}`;
}
