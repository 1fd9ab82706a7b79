import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { alertDestinations } from "@/db/schema";
import { DESTINATION_CHANNELS, type DestinationChannel } from "@/lib/domain/alerts/rule";
import type { TenantId } from "@/lib/domain/viewer";

export type Destination = Omit<typeof alertDestinations.$inferSelect, "channel"> & {
  channel: DestinationChannel;
};

function toDestination(row: typeof alertDestinations.$inferSelect): Destination {
  const channel = DESTINATION_CHANNELS.find((known) => known === row.channel);
  if (!channel) throw new Error(`The database holds a destination of the unknown channel ${row.channel}.`);
  return { ...row, channel };
}

/** Where an organization's alerts go, the oldest first. */
export async function selectDestinations(db: Db, tenantId: TenantId): Promise<Destination[]> {
  const rows = await db
    .select()
    .from(alertDestinations)
    .where(eq(alertDestinations.organizationId, tenantId))
    .orderBy(asc(alertDestinations.createdAt), asc(alertDestinations.id));
  return rows.map(toDestination);
}

/** One of them. */
export async function selectDestination(
  db: Db,
  organizationId: string,
  id: string,
): Promise<Destination | undefined> {
  const rows = await db
    .select()
    .from(alertDestinations)
    .where(and(eq(alertDestinations.organizationId, organizationId), eq(alertDestinations.id, id)));
  return rows.map(toDestination)[0];
}
