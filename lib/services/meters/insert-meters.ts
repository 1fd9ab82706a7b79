import "server-only";
import type { Db } from "@/db/client";
import { meters } from "@/db/schema";
import type { Meter } from "@/lib/domain/meters";
import { ConflictError } from "@/lib/errors";

/** Adds meters to an organization inside the caller's transaction; a key that is taken is a conflict. */
export async function insertMeters(tx: Db, organizationId: string, added: readonly Meter[]): Promise<void> {
  const inserted = await tx
    .insert(meters)
    .values(added.map((meter) => ({ organizationId, ...meter })))
    .onConflictDoNothing()
    .returning({ key: meters.key });
  const missing = added.find((meter) => !inserted.some(({ key }) => key === meter.key));
  if (missing) throw new ConflictError(`There is a meter with the key ${missing.key} already.`);
}
