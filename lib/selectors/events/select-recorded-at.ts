import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { StoredUsageEvent } from "@/lib/domain/usage-event";
import type { TenantId } from "@/lib/domain/viewer";
import { EVENT_TABLES, eventsAt } from "@/lib/selectors/events/event-tables";

/** When some events were recorded, in UTC with microseconds; those that are not stored are left out. */
export async function selectRecordedAt(
  db: Db,
  tenantId: TenantId,
  events: readonly Pick<StoredUsageEvent, "kind" | "id" | "occurredAt">[],
): Promise<Map<string, string>> {
  const places = events.map(({ kind, id, occurredAt }) => ({ kind, id, at: occurredAt }));
  const parts = EVENT_TABLES.filter(({ kind }) => places.some((place) => place.kind === kind)).map(
    (
      table,
    ) => sql`select e.id, to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
      from ${eventsAt(table, tenantId, places)}`,
  );
  if (parts.length === 0) return new Map();
  const { rows } = await db.execute<{ id: string; at: string }>(sql.join(parts, sql` union all `));
  return new Map(rows.map(({ id, at }) => [id, at]));
}
