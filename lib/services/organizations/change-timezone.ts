import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { organizations } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { forgetApiKeys } from "@/lib/auth/api-key-caller";
import { refuseUnknownTimeZone } from "@/lib/services/organizations/refuse-unknown-time-zone";
import { dropDerivedRollups } from "@/lib/services/rollups/derived-rollups";
import { markAllDaysDirty } from "@/lib/services/rollups/mark-all-days-dirty";

/**
 * Moves an organization to another billing zone. Every ingest and every rebuild shares the organization's row, so
 * the lock waits for those under way and holds back later ones: no day of the old zone outlives the change.
 */
export async function changeTimezone({ db, tenantId }: Context, timezone: string): Promise<void> {
  await writeAsTenant(db, tenantId, async (tx) => {
    await refuseUnknownTimeZone(tx, timezone);
    await tx.execute(sql`select from organizations where id = ${tenantId} for update`);
    await tx.update(organizations).set({ timezone }).where(eq(organizations.id, tenantId));
    await dropDerivedRollups(tx, tenantId);
    await markAllDaysDirty(tx, tenantId);
  });
  forgetApiKeys(tenantId);
}
