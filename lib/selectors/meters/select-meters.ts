import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { meters } from "@/db/schema";
import { AGGREGATIONS, type Aggregation, type StoredMeter } from "@/lib/domain/meters";
import type { TenantId } from "@/lib/domain/viewer";

/** An aggregation as the database spells it. */
export function toAggregation(text: string): Aggregation {
  const known = AGGREGATIONS.find((aggregation) => aggregation === text);
  if (!known) throw new Error(`The database holds a meter with the unknown aggregation ${text}.`);
  return known;
}

/** The meters of an organization, by key; also those that are still being filled with older events. */
export async function selectMeters(db: Db, tenantId: TenantId): Promise<StoredMeter[]> {
  const rows = await db
    .select({
      key: meters.key,
      displayName: meters.displayName,
      unit: meters.unit,
      aggregation: meters.aggregation,
      eventType: meters.eventType,
      valueProperty: meters.valueProperty,
      groupBy: meters.groupBy,
      description: meters.description,
      builtIn: meters.builtIn,
      createdAt: meters.createdAt,
      backfill: meters.backfill,
    })
    .from(meters)
    .where(eq(meters.organizationId, tenantId))
    .orderBy(meters.key);
  return rows.map((row) => ({ ...row, aggregation: toAggregation(row.aggregation) }));
}
