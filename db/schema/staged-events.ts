import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { at } from "./columns";

/**
 * Events of a bulk load on their way from `copy` to the statement that stores them, under an id of their own. Unlogged:
 * after a crash of the database they are gone, and are sent again. An event that feeds several meters has one row
 * per fact; only the first, `part` 0, holds the event.
 */
export const stagedEvents = pgTable(
  "staged_events",
  {
    organizationId: uuid("organization_id").notNull(),
    loadId: uuid("load_id").notNull(),
    n: integer("n").notNull(),
    part: smallint("part").notNull(),
    id: uuid("id"),
    fingerprint: bigint("fingerprint", { mode: "bigint" }),
    kind: smallint("kind"),
    at: at("at"),
    source: text("source"),
    sourceId: text("source_id"),
    teamId: text("team_id"),
    apiKeyId: text("api_key_id"),
    subject: text("subject"),
    provider: text("provider"),
    properties: jsonb("properties"),
    fileType: text("file_type"),
    size: bigint("size", { mode: "bigint" }),
    uploadStatus: text("upload_status"),
    fileName: text("file_name"),
    endpoint: text("endpoint"),
    method: text("method"),
    statusCode: integer("status_code"),
    responseTimeMs: numeric("response_time_ms"),
    errorMessage: text("error_message"),
    type: text("type"),
    usageType: text("usage_type"),
    quantity: numeric("quantity"),
    userId: text("user_id"),
    sessionId: text("session_id"),
    fact: text("fact"),
    factQuantity: numeric("fact_quantity"),
    factDurationMs: numeric("fact_duration_ms"),
    stagedAt: at("staged_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.loadId, t.n, t.part] }),
    check(
      "staged_events_numbers_check",
      sql`${t.responseTimeMs} <> 'NaN' and ${t.quantity} <> 'NaN' and ${t.factQuantity} <> 'NaN'
        and ${t.factDurationMs} <> 'NaN'`,
    ),
  ],
);
