import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import type { Context } from "@/db/context";
import { alertDeliveries } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { reachesRole } from "@/lib/auth/access";
import type { AlertAnswer, AlertResendInput } from "@/lib/contracts/alerts";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { type StoredDelivery, selectAlert, selectDeliveries } from "@/lib/selectors/alerts/select-alerts";
import { findAlert } from "@/lib/services/alerts/find-alert";

/**
 * Sends an alert again: what is not delivered is due now under its own id, with all its attempts before it. Where
 * everything is delivered, each recipient gets it once more, under a new id.
 */
export async function resendAlert(context: Context, { id }: AlertResendInput): Promise<AlertAnswer> {
  const { db, tenantId, viewer, now } = context;
  await writeAsTenant(db, tenantId, async (tx) => {
    const alert = await selectAlert(tx, tenantId, id, { money: reachesRole(viewer, "finance") });
    if (!alert) throw new NotFoundError();
    const sent = (await selectDeliveries(tx, tenantId, [id])).filter(({ channel }) => channel !== "in_app");
    if (sent.length === 0)
      throw new ConflictError("This alert was sent nowhere: its rule has no destination.");
    if (sent.some(({ state }) => state !== "delivered")) {
      const again = { state: "pending", attempts: 0, nextAttemptAt: now };
      await tx
        .update(alertDeliveries)
        .set(again)
        .where(
          and(
            eq(alertDeliveries.organizationId, tenantId),
            eq(alertDeliveries.alertId, id),
            ne(alertDeliveries.state, "delivered"),
          ),
        );
    } else await tx.insert(alertDeliveries).values(latestOfEach(sent).map((one) => again(one, now)));
  });
  return findAlert(context, id);
}

/** One for each recipient, however often it was sent. */
function latestOfEach(sent: readonly StoredDelivery[]): StoredDelivery[] {
  return [...new Map(sent.map((one) => [`${one.channel} ${one.destinationId}`, one])).values()];
}

function again(delivery: StoredDelivery, now: Date): StoredDelivery {
  const fresh = { id: randomUUID(), state: "pending", attempts: 0, lastError: null, deliveredAt: null };
  return { ...delivery, ...fresh, nextAttemptAt: now, createdAt: now };
}
