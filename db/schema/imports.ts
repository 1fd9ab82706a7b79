import { bigint, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./columns";
import { ownerId } from "./organizations";

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
    finishedAt: at("finished_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("imports_source_idx").on(t.organizationId, t.source),
  ],
);
