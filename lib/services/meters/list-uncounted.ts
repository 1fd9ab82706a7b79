import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { MeterCreated } from "@/lib/contracts/meters";
import { ALL_TIME, archivedFacts, spansWithin } from "@/lib/domain/archived-spans";
import type { Meter } from "@/lib/domain/meters";
import { selectArchivedSpans } from "@/lib/selectors/archive/select-archived-spans";

/** The times whose events would feed a new meter if they were not archived or deleted, the oldest first. */
export async function listUncounted(
  { db, tenantId }: Context,
  meter: Meter,
): Promise<MeterCreated["uncounted"]> {
  const spans = await readAsTenant(db, tenantId, (tx) => selectArchivedSpans(tx, tenantId));
  return spansWithin(spans, ALL_TIME, archivedFacts([meter])).map(({ start, end, reason }) => ({
    from: start.toISOString(),
    to: end.toISOString(),
    reason,
  }));
}
