import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import { type Import, selectImport, selectStoredEvents } from "@/lib/selectors/imports/select-import";

/**
 * What is remembered about a file, and whether all of it is still stored: a load that was cut off, or events that
 * were deleted, leave it incomplete.
 */
export async function findImport(
  { db, tenantId }: Context,
  file: { file: string; source: string },
): Promise<(Import & { isComplete: boolean }) | undefined> {
  return readAsTenant(db, tenantId, async (tx) => {
    const found = await selectImport(tx, tenantId, file);
    if (!found) return undefined;
    const isRead = found.readRows > 0;
    const isComplete = isRead && (await selectStoredEvents(tx, tenantId, file.source)) === found.storedEvents;
    return { ...found, isComplete };
  });
}
