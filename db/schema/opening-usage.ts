import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  customType,
  date,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { ownerId } from "./organizations";

const key = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
const at = (name: string) => timestamp(name, { withTimezone: true }).notNull();

/**
 * Usage from before the events: one sum per day and dimension, counted by the rollups beside the events. `bucket_start`
 * is the quarter hour that it takes there: noon of its day in the billing zone that held when it was loaded.
 */
export const openingUsage = pgTable(
  "opening_usage",
  {
    organizationId: ownerId(),
    fact: key("fact").notNull(),
    usageDate: date("usage_date", { mode: "string" }).notNull(),
    teamId: key("team_id").notNull().default(""),
    provider: key("provider").notNull().default(""),
    fileType: key("file_type").notNull().default(""),
    bucketStart: at("bucket_start"),
    eventCount: bigint("event_count", { mode: "bigint" }).notNull(),
    quantity: numeric("quantity").notNull(),
    quantityCount: bigint("quantity_count", { mode: "bigint" }).notNull(),
    source: text("source").notNull(),
    recordedAt: at("recorded_at").default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({
      name: "opening_usage_pkey",
      columns: [t.organizationId, t.fact, t.usageDate, t.teamId, t.provider, t.fileType],
    }),
    check("opening_usage_quantity_check", sql`${t.quantity} <> 'NaN'`),
    check("opening_usage_event_count_check", sql`${t.eventCount} >= 0 and ${t.quantityCount} >= 0`),
  ],
);
