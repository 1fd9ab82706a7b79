import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { StoredUsageEvent } from "@/lib/domain/usage-event";
import type { TenantId } from "@/lib/domain/viewer";
import { EVENT_TABLES, type EventRow, toStoredEvent } from "@/lib/selectors/events/event-tables";

/** One event by its whole key; undefined where only its identity is left. */
export async function selectUsageEvent(
  db: Db,
  tenantId: TenantId,
  { kind, id, occurredAt }: { kind: number; id: string; occurredAt: string },
): Promise<StoredUsageEvent | undefined> {
  const table = EVENT_TABLES.find(({ number }) => number === kind);
  if (!table) throw new Error(`There is no kind ${kind} of events.`);
  const { rows } = await db.execute<EventRow>(sql`
    select ${table.columns} from ${table.name} e
    where e.organization_id = ${tenantId} and ${table.at} = ${occurredAt}::timestamptz and e.id = ${id}`);
  return rows.map(toStoredEvent)[0];
}
