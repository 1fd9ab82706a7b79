import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { TenantId } from "@/lib/domain/viewer";

/** What is known of an event that is already stored; `occurredAt` in UTC with microseconds. */
export type EventKey = { id: string; fingerprint: string; occurredAt: string };

/** The identities that are taken, among those asked for. */
export async function selectEventKeys(
  db: Db,
  tenantId: TenantId,
  ids: readonly string[],
): Promise<EventKey[]> {
  const { rows } = await db.execute<EventKey>(sql`
    select id, fingerprint::text as fingerprint,
      to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "occurredAt"
    from event_keys
    where organization_id = ${tenantId} and id = any (${sql.param(ids)}::uuid[])`);
  return rows;
}
