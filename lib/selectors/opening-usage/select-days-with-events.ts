import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { TenantId } from "@/lib/domain/viewer";
import { openingCellRows, type PlacedCell } from "@/lib/selectors/opening-usage/opening-cell-rows";

/**
 * The rows on whose day events of the same fact are counted already, by the rollups, which remember archived ones
 * too. A dimension that the row leaves open meets every value of it.
 */
export async function selectDaysWithEvents(
  db: Db,
  { tenantId, timezone }: { tenantId: TenantId; timezone: string },
  cells: readonly PlacedCell[],
): Promise<Set<number>> {
  const sameDay = sql`s.organization_id = ${tenantId} and s.fact = c.fact
    and s.bucket_start >= (c.usage_date - 1)::timestamp at time zone 'UTC'
    and s.bucket_start < (c.usage_date + 2)::timestamp at time zone 'UTC'
    and (s.bucket_start at time zone ${timezone})::date = c.usage_date
    and (c.team_id = '' or s.team_id = c.team_id) and (c.provider = '' or s.provider = c.provider)
    and (c.file_type = '' or s.file_type = c.file_type)`;
  const { rows } = await db.execute<{ n: number }>(sql`
    select distinct c.n
    from ${openingCellRows(cells)}
    cross join lateral (select sum(s.event_count) as count from rollup_quarter_hours s where ${sameDay}) rolled
    cross join lateral (select sum(s.event_count) as count from opening_usage s where ${sameDay}) opening
    where coalesce(rolled.count, 0) <> coalesce(opening.count, 0)`);
  return new Set(rows.map(({ n }) => n));
}
