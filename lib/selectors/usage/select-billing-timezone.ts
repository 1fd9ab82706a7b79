import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { organizations } from "@/db/schema";
import type { TenantId } from "@/lib/domain/viewer";

/** The zone that the daily rollup is kept in, as of this snapshot: a change of it rebuilds those rows. */
export async function selectBillingTimezone(db: Db, tenantId: TenantId): Promise<string> {
  const [row] = await db
    .select({ timezone: organizations.timezone })
    .from(organizations)
    .where(eq(organizations.id, tenantId));
  return row?.timezone ?? "UTC";
}
