import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { TenantId } from "@/lib/domain/viewer";
import { openingCellRows, type PlacedCell } from "@/lib/selectors/opening-usage/opening-cell-rows";

/** Of which rows a cell is stored already, and whether all of them say the same. */
export async function selectStoredOpenings(
  db: Db,
  tenantId: TenantId,
  cells: readonly PlacedCell[],
): Promise<Map<number, { same: boolean }>> {
  const { rows } = await db.execute<{ n: number; same: boolean }>(sql`
    select c.n, bool_and(o.event_count = c.event_count and o.quantity = c.quantity
      and o.quantity_count = c.quantity_count) as same
    from ${openingCellRows(cells)}
    join opening_usage o on o.organization_id = ${tenantId} and o.fact = c.fact and o.usage_date = c.usage_date
      and o.team_id = c.team_id and o.provider = c.provider and o.file_type = c.file_type
    group by c.n`);
  return new Map(rows.map(({ n, same }) => [n, { same }]));
}
