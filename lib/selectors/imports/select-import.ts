import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { imports } from "@/db/schema";
import type { TenantId } from "@/lib/domain/viewer";

export type Import = typeof imports.$inferSelect;

/** What is remembered about a loaded file; of one that was cut off, that nothing of it was read. */
export async function selectImport(
  db: Db,
  tenantId: TenantId,
  { file, source }: { file: string; source: string },
): Promise<Import | undefined> {
  const [row] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.organizationId, tenantId), eq(imports.source, source), eq(imports.file, file)));
  return row;
}

/** How many events of a source are stored, whatever their kind; corrections are events of their own and not counted. */
export async function selectStoredEvents(db: Db, tenantId: TenantId, source: string): Promise<number> {
  const { rows } = await db.execute<{ events: string }>(sql`
    select sum(events) as events
    from (
      select count(*) as events from file_uploads
      where organization_id = ${tenantId} and source = ${source} and sign = 1
      union all
      select count(*) from api_requests where organization_id = ${tenantId} and source = ${source} and sign = 1
      union all
      select count(*) from usage_events where organization_id = ${tenantId} and source = ${source} and sign = 1
    ) kinds`);
  return Number(rows[0]?.events ?? 0);
}
