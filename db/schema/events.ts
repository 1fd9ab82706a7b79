import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { ownerId } from "./organizations";

/** Columns that every granular table begins and ends with. A correction is a further row with `sign` -1. */
const identity = () => ({
  organizationId: uuid("organization_id").notNull(),
  id: uuid("id").notNull(),
  source: text("source").notNull(),
  sourceId: text("source_id").notNull(),
  recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
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
    uploadedAt: timestamp("uploaded_at", { withTimezone: true }).notNull(),
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
    requestedAt: timestamp("requested_at", { withTimezone: true }).notNull(),
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
    occurredAt: timestamp("occurred_at", { withTimezone: true }).notNull(),
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
    occurredAt: timestamp("occurred_at", { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

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
    firstReceivedAt: timestamp("first_received_at", { withTimezone: true }).notNull(),
    receivedAt: timestamp("received_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("rejected_events_received_at_idx").on(t.organizationId, t.receivedAt, t.id),
    check("rejected_events_status_check", sql`${t.status} in ('rejected', 'conflict')`),
  ],
);

/** One row per loaded file: what was read, and by how many weeks its dates were moved. */
export const imports = pgTable(
  "imports",
  {
    organizationId: ownerId(),
    id: uuid("id").notNull(),
    file: text("file").notNull(),
    source: text("source").notNull(),
    kind: text("kind").notNull(),
    shiftWeeks: integer("shift_weeks").notNull().default(0),
    readRows: bigint("read_rows", { mode: "number" }).notNull(),
    acceptedRows: bigint("accepted_rows", { mode: "number" }).notNull(),
    skippedRows: bigint("skipped_rows", { mode: "number" }).notNull(),
    rejectedRows: bigint("rejected_rows", { mode: "number" }).notNull(),
    storedEvents: bigint("stored_events", { mode: "number" }).notNull(),
    finishedAt: timestamp("finished_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("imports_source_idx").on(t.organizationId, t.source),
  ],
);

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
    at: timestamp("at", { withTimezone: true }),
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
    stagedAt: timestamp("staged_at", { withTimezone: true }).notNull().default(sql`now()`),
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
