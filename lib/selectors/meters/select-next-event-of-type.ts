import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/** When the first event of a type from an instant on happened; undefined where there is none. */
export async function selectNextEventOfType(
  db: Db,
  { organizationId, eventType, from }: { organizationId: string; eventType: string; from: Date },
): Promise<Date | undefined> {
  const { rows } = await db.execute<{ ms: string }>(sql`
    select floor(extract(epoch from occurred_at) * 1000)::bigint::text as ms
    from usage_events
    where organization_id = ${organizationId} and type = ${eventType}
      and occurred_at >= ${from.toISOString()}::timestamptz
    order by occurred_at limit 1`);
  const [row] = rows;
  return row && new Date(Number(row.ms));
}
