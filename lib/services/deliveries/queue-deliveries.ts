import "server-only";
import { randomUUID } from "node:crypto";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { alertDeliveries } from "@/db/schema";
import type { AlertMessage } from "@/lib/domain/alerts/message";
import type { Channel } from "@/lib/domain/alerts/rule";
import { type Destination, selectDestinations } from "@/lib/selectors/alerts/select-destinations";

type Recipient = { channel: Channel; destinationId: string | null; recipient: string };

/**
 * Puts an alert's messages into the outbox, in the transaction that records the alert: one for each enabled
 * destination of its channels. In the application an alert is there as soon as it is recorded.
 */
export async function queueDeliveries(
  { tenantId, now }: Context,
  tx: Db,
  message: AlertMessage,
  channels: readonly Channel[],
): Promise<void> {
  const destinations = await selectDestinations(tx, tenantId);
  const recipients = channels.flatMap((channel) => recipientsOf(channel, destinations));
  if (recipients.length === 0) return;
  await tx.insert(alertDeliveries).values(
    recipients.map(({ channel, destinationId, recipient }) => {
      const isThere = channel === "in_app";
      return {
        ...{ organizationId: tenantId, id: randomUUID(), alertId: message.data.id },
        ...{ channel, destinationId, recipient, message, createdAt: now },
        state: isThere ? "delivered" : "pending",
        nextAttemptAt: isThere ? null : now,
        deliveredAt: isThere ? now : null,
      };
    }),
  );
}

function recipientsOf(channel: Channel, destinations: readonly Destination[]): Recipient[] {
  if (channel === "in_app") return [{ channel, destinationId: null, recipient: "in the application" }];
  if (channel === "log") return [{ channel, destinationId: null, recipient: "the server's log" }];
  return destinations
    .filter((destination) => destination.channel === channel && destination.enabled)
    .map(({ id, name }) => ({ channel, destinationId: id, recipient: name }));
}
