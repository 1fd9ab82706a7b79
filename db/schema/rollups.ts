import { sql } from "drizzle-orm";
import { bigint, customType, date, numeric, pgTable, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import { ownerId } from "./organizations";

/** Rollup keys compare byte by byte: the default collation costs 1.3 to 1.5 times as much in loading. */
const key = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

const factKeys = () => ({
  organizationId: uuid("organization_id").notNull(),
  fact: key("fact").notNull(),
});

/** '' stands for "has no value", so that `on conflict` always meets a whole key. */
const keys = () => ({
  ...factKeys(),
  teamId: key("team_id").notNull().default(""),
  provider: key("provider").notNull().default(""),
  fileType: key("file_type").notNull().default(""),
});
const usageDate = () => date("usage_date", { mode: "string" }).notNull();

/** `quantity` and `duration_ms` come with the number of events that had one, for exact averages. */
const measures = () => ({
  eventCount: bigint("event_count", { mode: "bigint" }).notNull(),
  quantity: numeric("quantity").notNull(),
  quantityCount: bigint("quantity_count", { mode: "bigint" }).notNull(),
  durationMs: numeric("duration_ms").notNull(),
  durationCount: bigint("duration_count", { mode: "bigint" }).notNull(),
});

/** The fine rollup: kept in the statement that stores the events. Every zone's midnight is a quarter hour. */
export const rollupQuarterHours = pgTable(
  "rollup_quarter_hours",
  { ...keys(), bucketStart: timestamp("bucket_start", { withTimezone: true }).notNull(), ...measures() },
  (t) => [
    primaryKey({
      name: "rollup_quarter_hours_pkey",
      columns: [t.organizationId, t.fact, t.bucketStart, t.teamId, t.provider, t.fileType],
    }),
  ],
);

/** The daily rollup in the organization's billing zone: rebuilt from the fine one wherever a day is dirty. */
export const rollupDays = pgTable(
  "rollup_days",
  { ...keys(), usageDate: usageDate(), ...measures() },
  (t) => [
    primaryKey({
      name: "rollup_days_pkey",
      columns: [t.organizationId, t.fact, t.usageDate, t.teamId, t.provider, t.fileType],
    }),
  ],
);

/** The days without teams and file types. */
export const rollupDayProviders = pgTable(
  "rollup_day_providers",
  { ...factKeys(), provider: key("provider").notNull().default(""), usageDate: usageDate(), ...measures() },
  (t) => [
    primaryKey({
      name: "rollup_day_providers_pkey",
      columns: [t.organizationId, t.fact, t.usageDate, t.provider],
    }),
  ],
);

/** The days of each fact alone. */
export const rollupDayTotals = pgTable(
  "rollup_day_totals",
  { ...factKeys(), usageDate: usageDate(), ...measures() },
  (t) => [primaryKey({ name: "rollup_day_totals_pkey", columns: [t.organizationId, t.fact, t.usageDate] })],
);

/** The quarter hours of each fact alone, each with its day in the billing zone, which says whether it is clean. */
export const rollupQuarterTotals = pgTable(
  "rollup_quarter_totals",
  {
    ...factKeys(),
    bucketStart: timestamp("bucket_start", { withTimezone: true }).notNull(),
    usageDate: usageDate(),
    ...measures(),
  },
  (t) => [
    primaryKey({ name: "rollup_quarter_totals_pkey", columns: [t.organizationId, t.fact, t.bucketStart] }),
  ],
);

/** Append-only queue of days (in the billing zone) whose rows in the other rollups are older than their quarter hours. */
export const dirtyDays = pgTable(
  "dirty_days",
  {
    organizationId: uuid("organization_id").notNull(),
    usageDate: date("usage_date", { mode: "string" }).notNull(),
    id: uuid("id").notNull().default(sql`gen_random_uuid()`),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.usageDate, t.id] })],
);

/**
 * Another one whenever rows of `dirty_days` go. Between two of them those only become more, by at least one
 * with whatever changes usage: revision and number of rows together tell whether anything was written.
 */
export const rollupRevisions = pgTable("rollup_revisions", {
  organizationId: ownerId().primaryKey(),
  revision: uuid("revision").notNull().default(sql`gen_random_uuid()`),
});
