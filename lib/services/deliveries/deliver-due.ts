import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { alertDeliveries, alertDestinations } from "@/db/schema";
import { asOperator } from "@/db/scope";
import type { Delivery } from "@/lib/domain/alerts/message";
import { retryAt } from "@/lib/domain/alerts/retry";
import { type Destination, selectDestination } from "@/lib/selectors/alerts/select-destinations";
import { type Outcome, sendDelivery } from "@/lib/services/deliveries/send-delivery";
import { retryTransient } from "@/lib/services/retry-transient";

const AT_ONCE = 10;
const ROUNDS = 50;
/** Longer than any attempt: then it was killed, and the next one takes over under the same id. */
const LEASE_MS = 120_000;

export type DeliverOptions = { organizationId?: string; deliveryId?: string; now?: Date };
export type DeliveredCounts = { delivered: number; retried: number; failed: number };

/**
 * Sends what is due in the outbox, of all organizations or of one. A delivery is taken before it is sent and marked
 * after, so several processes share the work, and one that dies in between leaves it to be sent again under the same
 * id, by which a receiver knows it.
 */
export async function deliverDue(db: Db, options: DeliverOptions = {}): Promise<DeliveredCounts> {
  const counts: DeliveredCounts = { delivered: 0, retried: 0, failed: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const now = options.now ?? new Date();
    const due = await retryTransient(() => takeDue(db, options, now));
    for (const end of await deliverAll(db, due, now)) counts[end] += 1;
    if (due.length < AT_ONCE) break;
  }
  return counts;
}

async function takeDue(db: Db, options: DeliverOptions, now: Date): Promise<Delivery[]> {
  const { organizationId = null, deliveryId = null } = options;
  const lease = new Date(now.getTime() + LEASE_MS).toISOString();
  const { rows } = await asOperator(db, (tx) =>
    tx.execute<Delivery>(sql`
      with due as (
        select organization_id, id from alert_deliveries
        where state = 'pending' and next_attempt_at <= ${now.toISOString()}::timestamptz
          and (${organizationId}::uuid is null or organization_id = ${organizationId}::uuid)
          and (${deliveryId}::uuid is null or id = ${deliveryId}::uuid)
        order by next_attempt_at limit ${AT_ONCE} for update skip locked
      )
      update alert_deliveries d set attempts = d.attempts + 1, next_attempt_at = ${lease}::timestamptz
      from due where d.organization_id = due.organization_id and d.id = due.id
      returning d.organization_id as "organizationId", d.id, d.channel, d.destination_id as "destinationId",
        d.recipient, d.message, d.attempts`),
  );
  return rows;
}

/** Only the sending is side by side: a slow receiver holds up nobody's message. */
async function deliverAll(db: Db, due: readonly Delivery[], now: Date): Promise<(keyof DeliveredCounts)[]> {
  const destinations = await asOperator(db, (tx) => findDestinations(tx, due));
  const outcomes = await Promise.all(
    due.map((delivery) => sendDelivery({ ...delivery, now }, destinations.get(delivery.id))),
  );
  const ends: (keyof DeliveredCounts)[] = [];
  for (const [at, delivery] of due.entries()) {
    const outcome = outcomes[at];
    if (outcome)
      ends.push(await retryTransient(() => asOperator(db, (tx) => mark(tx, delivery, outcome, now))));
  }
  return ends;
}

async function findDestinations(tx: Db, due: readonly Delivery[]): Promise<Map<string, Destination>> {
  const found = new Map<string, Destination>();
  for (const { id, organizationId, destinationId } of due) {
    const destination =
      destinationId === null ? undefined : await selectDestination(tx, organizationId, destinationId);
    if (destination) found.set(id, destination);
  }
  return found;
}

async function mark(tx: Db, delivery: Delivery, outcome: Outcome, now: Date): Promise<keyof DeliveredCounts> {
  // Another process may have taken it over: then its mark counts.
  const ours = and(
    eq(alertDeliveries.organizationId, delivery.organizationId),
    eq(alertDeliveries.id, delivery.id),
    eq(alertDeliveries.attempts, delivery.attempts),
    eq(alertDeliveries.state, "pending"),
  );
  if (outcome.state === "delivered") {
    const done = { state: "delivered", deliveredAt: now, nextAttemptAt: null, lastError: null };
    await tx.update(alertDeliveries).set(done).where(ours);
    return "delivered";
  }
  const { error, gone, retryAfterSeconds } = outcome;
  const next = gone ? null : retryAt(delivery.attempts, { now, jitter: Math.random(), retryAfterSeconds });
  const state = next === null ? "failed" : "pending";
  await tx
    .update(alertDeliveries)
    .set({ state, nextAttemptAt: next, lastError: error.slice(0, 500) })
    .where(ours);
  if (gone && delivery.destinationId !== null) await switchOff(tx, delivery, error);
  return next === null ? "failed" : "retried";
}

async function switchOff(tx: Db, { organizationId, destinationId }: Delivery, reason: string): Promise<void> {
  await tx
    .update(alertDestinations)
    .set({ enabled: false, disabledReason: reason })
    .where(
      and(
        eq(alertDestinations.organizationId, organizationId),
        eq(alertDestinations.id, destinationId ?? ""),
        eq(alertDestinations.enabled, true),
      ),
    );
}
