import "server-only";
import type { Context } from "@/db/context";
import { alertReads } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { reachesRole } from "@/lib/auth/access";
import type { AlertsRead, AlertsReadInput } from "@/lib/contracts/alerts";
import { ForbiddenError } from "@/lib/errors";
import { selectUnreadIds } from "@/lib/selectors/alerts/select-alerts";

/** Notes that the signed-in person has seen alerts, some or all; others' bells keep ringing. */
export async function readAlerts(context: Context, { body }: AlertsReadInput): Promise<AlertsRead> {
  const { db, tenantId, viewer, now } = context;
  if (viewer.kind !== "user")
    throw new ForbiddenError("Only signed-in people read alerts; programs list them.");
  const { userId } = viewer;
  const money = reachesRole(viewer, "finance");
  return writeAsTenant(db, tenantId, async (tx) => {
    const unread = await selectUnreadIds(tx, tenantId, userId, { money });
    const asked = body.ids?.map((id) => id.toLowerCase());
    const seen = asked ? unread.filter((id) => asked.includes(id)) : unread;
    if (seen.length > 0)
      await tx
        .insert(alertReads)
        .values(seen.map((alertId) => ({ organizationId: tenantId, alertId, userId, readAt: now })))
        .onConflictDoNothing();
    return { unread: unread.length - seen.length };
  });
}
