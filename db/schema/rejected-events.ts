import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./columns";
import { ownerId } from "./organizations";

/**
 * Events that were kept out, for 30 days: what a sender sent again is one row, by a hash of the event. `event` is
 * JSON text, since it may hold what `jsonb` refuses; null when it was too large to be kept.
 */
export const rejectedEvents = pgTable(
  "rejected_events",
  {
    organizationId: ownerId(),
    id: uuid("id").notNull(),
    status: text("status").notNull(),
    code: text("code"),
    detail: text("detail").notNull(),
    source: text("source"),
    sourceId: text("source_id"),
    event: text("event"),
    timesReceived: integer("times_received").notNull(),
    firstReceivedAt: at("first_received_at").notNull(),
    receivedAt: at("received_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("rejected_events_received_at_idx").on(t.organizationId, t.receivedAt, t.id),
    check("rejected_events_status_check", sql`${t.status} in ('rejected', 'conflict')`),
  ],
);
