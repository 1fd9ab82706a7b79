import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { TenantId } from "@/lib/domain/viewer";

/** What an identity leads to: the kind of the event, and its time in UTC with microseconds. */
export type StoredEvent = { kind: number; occurredAt: string };

/** The identity of one event of the organization, if it has ever been stored. */
export async function selectStoredEvent(
  db: Db,
  tenantId: TenantId,
  id: string,
): Promise<StoredEvent | undefined> {
  const { rows } = await db.execute<StoredEvent>(sql`
    select kind, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "occurredAt"
    from event_keys
    where organization_id = ${tenantId} and id = ${id}`);
  return rows[0];
}
