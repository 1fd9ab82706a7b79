import "server-only";
import type { Db } from "@/db/client";
import { meters } from "@/db/schema";
import type { MeterBackfill } from "@/lib/domain/meter-backfill";
import type { Meter, StoredMeter } from "@/lib/domain/meters";
import { ConflictError } from "@/lib/errors";

/** Adds meters to an organization inside the caller's transaction; a key that is taken is a conflict. */
export async function insertMeters(
  tx: Db,
  organizationId: string,
  added: readonly Meter[],
  backfill: MeterBackfill | null = null,
): Promise<StoredMeter[]> {
  const inserted = await tx
    .insert(meters)
    .values(added.map((meter) => ({ organizationId, ...meter, backfill })))
    .onConflictDoNothing()
    .returning({ key: meters.key, createdAt: meters.createdAt });
  return added.map((meter) => {
    const row = inserted.find(({ key }) => key === meter.key);
    if (!row) throw new ConflictError(`There is a meter with the key ${meter.key} already.`);
    return { ...meter, createdAt: row.createdAt, backfill };
  });
}
