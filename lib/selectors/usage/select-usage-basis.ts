import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { TenantId } from "@/lib/domain/viewer";

/** What every question about an organization's usage needs to know beforehand. */
export type UsageBasis = {
  /** The zone that the daily rollups are kept in, as of this snapshot: a change of it rebuilds those rows. */
  billingTimezone: string;
  /** Whether any sums were loaded without events. */
  hasOpening: boolean;
  /** Whether single events of any time are not there. */
  hasArchived: boolean;
};

/** Reads what there is besides rollups and events, so that nobody asks for what is not there. */
export async function selectUsageBasis(db: Db, tenantId: TenantId): Promise<UsageBasis> {
  const { rows } = await db.execute<UsageBasis>(sql`
    select o.timezone as "billingTimezone",
      exists (select from opening_usage u where u.organization_id = o.id) as "hasOpening",
      exists (select from archived_spans s where s.organization_id = o.id and s.restored_at is null) as "hasArchived"
    from organizations o where o.id = ${tenantId}`);
  return rows[0] ?? { billingTimezone: "UTC", hasOpening: false, hasArchived: false };
}
