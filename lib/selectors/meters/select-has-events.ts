import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { ownTypeFact } from "@/lib/domain/archived-spans";
import { GENERIC_EVENT_TYPE, isAdditive, type Meter } from "@/lib/domain/meters";
import type { TenantId } from "@/lib/domain/viewer";

/** Whether any event ever fed a meter: rollups and the spans of archives remember those that are gone. */
export async function selectHasEvents(db: Db, tenantId: TenantId, meter: Meter): Promise<boolean> {
  const named = meter.eventType === GENERIC_EVENT_TYPE ? sql`and e.usage_type = ${meter.key}` : sql``;
  const found = isAdditive(meter)
    ? sql`select from rollup_quarter_hours where organization_id = ${tenantId} and fact = ${meter.key}`
    : sql`select from usage_events e where e.organization_id = ${tenantId} and e.type = ${meter.eventType} ${named}`;
  const generic = meter.eventType === GENERIC_EVENT_TYPE;
  const archived = sql`select from archived_spans s where s.organization_id = ${tenantId}
    and s.contents ? ${generic ? meter.key : ownTypeFact(meter.eventType)}`;
  const { rows } = await db.execute<{ found: boolean }>(
    sql`select exists (${found}) or exists (${archived}) as found`,
  );
  return rows[0]?.found ?? false;
}
