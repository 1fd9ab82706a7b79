import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, createdAt } from "./columns";
import { ownerId } from "./organizations";

/** Where alerts go besides the application itself. `secret` signs webhooks and never leaves again. */
export const alertDestinations = pgTable(
  "alert_destinations",
  {
    organizationId: ownerId(),
    id: uuid("id").notNull(),
    channel: text("channel").notNull(),
    name: text("name").notNull(),
    address: text("address").notNull(),
    secret: text("secret"),
    enabled: boolean("enabled").notNull().default(true),
    /** Why the product itself switched it off, such as an address that answered 410. */
    disabledReason: text("disabled_reason"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    check("alert_destinations_channel_check", sql`${t.channel} in ('email', 'slack', 'webhook')`),
  ],
);

/**
 * The outbox: written with the alert in one transaction, sent afterwards. The id is the message's own, the same at
 * every attempt, so that a receiver knows a repetition.
 */
export const alertDeliveries = pgTable(
  "alert_deliveries",
  {
    organizationId: ownerId(),
    id: uuid("id").notNull(),
    /** Null for a test of a destination. */
    alertId: uuid("alert_id"),
    channel: text("channel").notNull(),
    destinationId: uuid("destination_id"),
    /** Who was told, in words: an address without its secret parts. */
    recipient: text("recipient").notNull(),
    message: jsonb("message").notNull(),
    state: text("state").notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: at("next_attempt_at"),
    lastError: text("last_error"),
    createdAt: createdAt(),
    deliveredAt: at("delivered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("alert_deliveries_alert_id_idx").on(t.organizationId, t.alertId),
    // The job asks for what is due across organizations.
    index("alert_deliveries_due_idx").on(t.nextAttemptAt).where(sql`state = 'pending'`),
    check("alert_deliveries_state_check", sql`${t.state} in ('pending', 'delivered', 'failed')`),
    check(
      "alert_deliveries_channel_check",
      sql`${t.channel} in ('in_app', 'log', 'email', 'slack', 'webhook')`,
    ),
  ],
);
