import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { TenantId } from "@/lib/domain/viewer";

/** Whether the organization holds an event of another source, or one whose id begins otherwise. */
export async function selectForeignEvent(
  tx: Db,
  tenantId: TenantId,
  own: { source: string; idPrefix: string },
): Promise<boolean> {
  const isForeign = sql`organization_id = ${tenantId}
    and not (source = ${own.source} and starts_with(source_id, ${own.idPrefix}))`;
  const { rows } = await tx.execute<{ found: boolean }>(sql`
    select exists (select from file_uploads where ${isForeign})
      or exists (select from api_requests where ${isForeign})
      or exists (select from usage_events where ${isForeign}) as found`);
  return rows[0]?.found ?? false;
}
