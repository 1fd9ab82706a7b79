import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  customType,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { SpanContents } from "@/lib/domain/archived-spans";
import { at } from "./columns";
import { ownerId } from "./organizations";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * Stretches of time whose events are not, or not all, in the granular tables: months that were archived, and what
 * the retention deleted (one row, which grows). Rollups answer for them; single events do not. A restored archive
 * keeps its row.
 */
export const archivedSpans = pgTable(
  "archived_spans",
  {
    organizationId: ownerId(),
    id: uuid("id").notNull(),
    reason: text("reason").notNull(),
    spanStart: at("span_start").notNull(),
    spanEnd: at("span_end").notNull(),
    rowCount: bigint("row_count", { mode: "number" }).notNull(),
    contents: jsonb("contents").$type<SpanContents>().notNull(),
    /** The manifest of an archive, and its SHA-256: the files are what they were when the rows were deleted. */
    manifest: text("manifest"),
    manifestHash: bytea("manifest_hash"),
    archivedAt: at("archived_at").notNull(),
    restoredAt: at("restored_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("archived_spans_span_start_idx").on(t.organizationId, t.spanStart),
    check("archived_spans_reason_check", sql`${t.reason} in ('archive', 'retention')`),
    check("archived_spans_span_check", sql`${t.spanStart} < ${t.spanEnd}`),
  ],
);
