import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Context } from "@/db/context";
import { alertDeliveries } from "@/db/schema";
import { readAsTenant, writeAsTenant } from "@/db/scope";
import { publicUrl } from "@/lib/auth/session-cookie";
import type { AlertDestinationTest, AlertDestinationTestInput } from "@/lib/contracts/alert-destinations";
import type { AlertMessage } from "@/lib/domain/alerts/message";
import { NotFoundError } from "@/lib/errors";
import { toDelivery } from "@/lib/services/alerts/present-alerts";
import { findDestination } from "@/lib/services/deliveries/change-destination";
import { deliverDue } from "@/lib/services/deliveries/deliver-due";

/** Sends a test to a destination now, and answers with how the attempt ended. */
export async function testDestination(
  context: Context,
  { id }: AlertDestinationTestInput,
): Promise<AlertDestinationTest> {
  const { db, tenantId, now } = context;
  const destination = await findDestination(context, id);
  const deliveryId = randomUUID();
  await writeAsTenant(db, tenantId, (tx) =>
    tx.insert(alertDeliveries).values({
      ...{ organizationId: tenantId, id: deliveryId, alertId: null, channel: destination.channel },
      ...{ destinationId: id, recipient: destination.name, message: testMessage(context) },
      ...{ state: "pending", createdAt: now, nextAttemptAt: now },
    }),
  );
  await deliverDue(db, { organizationId: tenantId, deliveryId });
  return readAsTenant(db, tenantId, async (tx) => {
    const [row] = await tx
      .select()
      .from(alertDeliveries)
      .where(and(eq(alertDeliveries.organizationId, tenantId), eq(alertDeliveries.id, deliveryId)));
    if (!row) throw new NotFoundError();
    return toDelivery(row);
  });
}

function testMessage({ tenant, now }: Context): AlertMessage {
  const timestamp = now.toISOString();
  return {
    type: "alert.test",
    timestamp,
    data: {
      ...{ id: "test", level: "warning", rule_id: "test", rule_name: "Test", kind: "quota_share" },
      organization: { id: tenant.id, slug: tenant.slug, name: tenant.name },
      ...{ usage_type: "api", team_id: null, unit: "request", period: "day" },
      ...{ period_start: timestamp, period_end: timestamp, threshold: "75", base: "100" },
      value_at_crossing: "75",
      summary: "This is a test: alerts of this organization arrive here.",
      url: `${publicUrl()}/alerts`,
    },
  };
}
