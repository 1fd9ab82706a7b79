import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
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
import { ownerId } from "./organizations";

/** Columns that every granular table begins and ends with. A correction is a further row with `sign` -1. */
const identity = () => ({
  organizationId: uuid("organization_id").notNull(),
  id: uuid("id").notNull(),
  source: text("source").notNull(),
  sourceId: text("source_id").notNull(),
  recordedAt: at("recorded_at").notNull().default(sql`clock_timestamp()`),
  sign: smallint("sign").notNull().default(1),
  teamId: text("team_id"),
  apiKeyId: text("api_key_id"),
  subject: text("subject"),
  provider: text("provider"),
});

/** A B-tree holds no longer ones: 1,024 characters may have more bytes. */
const INDEXED_SOURCE_IDS = sql.raw("octet_length(source_id) <= 2000");

/** Partitioned by UTC month of `uploaded_at` (see the migration). */
export const fileUploads = pgTable(
  "file_uploads",
  {
    ...identity(),
    uploadedAt: at("uploaded_at").notNull(),
    fileType: text("file_type"),
    fileSize: bigint("file_size", { mode: "bigint" }),
    uploadStatus: text("upload_status").notNull(),
    fileName: text("file_name"),
    properties: jsonb("properties"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.uploadedAt, t.id] }),
    index("file_uploads_source_id_idx")
      .on(t.organizationId, t.sourceId.op("text_pattern_ops"))
      .where(INDEXED_SOURCE_IDS),
    index("file_uploads_correction_idx").on(t.organizationId, t.uploadedAt).where(sql`${t.sign} = -1`),
    check("file_uploads_sign_check", sql`${t.sign} in (1, -1)`),
    check("file_uploads_file_size_check", sql`${t.fileSize} >= 0`),
  ],
);

/** Partitioned by UTC month of `requested_at` (see the migration). */
export const apiRequests = pgTable(
  "api_requests",
  {
    ...identity(),
    requestedAt: at("requested_at").notNull(),
    endpoint: text("endpoint").notNull(),
    method: text("method"),
    statusCode: integer("status_code"),
    responseTimeMs: numeric("response_time_ms"),
    bytes: bigint("bytes", { mode: "bigint" }),
    errorMessage: text("error_message"),
    properties: jsonb("properties"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.requestedAt, t.id] }),
    index("api_requests_source_id_idx")
      .on(t.organizationId, t.sourceId.op("text_pattern_ops"))
      .where(INDEXED_SOURCE_IDS),
    index("api_requests_correction_idx").on(t.organizationId, t.requestedAt).where(sql`${t.sign} = -1`),
    check("api_requests_sign_check", sql`${t.sign} in (1, -1)`),
    check(
      "api_requests_response_time_ms_check",
      sql`${t.responseTimeMs} >= 0 and ${t.responseTimeMs} <> 'NaN'`,
    ),
    check("api_requests_bytes_check", sql`${t.bytes} >= 0`),
  ],
);

/** Generic usage. Partitioned by UTC month of `occurred_at` (see the migration). */
export const usageEvents = pgTable(
  "usage_events",
  {
    ...identity(),
    occurredAt: at("occurred_at").notNull(),
    type: text("type").notNull(),
    /** The meter that a generic `usage` event names; null for the types of an organization's own meters. */
    usageType: text("usage_type"),
    quantity: numeric("quantity"),
    fileType: text("file_type"),
    userId: text("user_id"),
    sessionId: text("session_id"),
    /** What else `data` held. Meters of other event types read their value here. */
    properties: jsonb("properties"),
    /** A column, since no index on an expression is used behind row-level security. */
    traceId: text("trace_id").generatedAlwaysAs(sql`left(properties ->> 'trace_id', 512)`),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.occurredAt, t.id] }),
    index("usage_events_source_id_idx")
      .on(t.organizationId, t.sourceId.op("text_pattern_ops"))
      .where(INDEXED_SOURCE_IDS),
    index("usage_events_correction_idx").on(t.organizationId, t.occurredAt).where(sql`${t.sign} = -1`),
    index("usage_events_trace_id_idx")
      .on(t.organizationId, t.traceId.op("text_pattern_ops"))
      .where(sql`${t.traceId} is not null`),
    check("usage_events_sign_check", sql`${t.sign} in (1, -1)`),
    check("usage_events_quantity_check", sql`${t.quantity} <> 'NaN'`),
  ],
);

/**
 * The identity of every event for as long as the retention: `id` is a 16-byte hash of source and source id.
 * Claimed in the same statement that stores the event. `fingerprint` covers type, subject and data.
 */
export const eventKeys = pgTable(
  "event_keys",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    fingerprint: bigint("fingerprint", { mode: "bigint" }).notNull(),
    kind: smallint("kind").notNull(),
    occurredAt: at("occurred_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

/** The UTC months, by their first day, in which an organization may have corrections: in no other does it have any. */
export const correctedMonths = pgTable(
  "corrected_months",
  { organizationId: ownerId(), month: date("month", { mode: "string" }).notNull() },
  (t) => [primaryKey({ columns: [t.organizationId, t.month] })],
);
