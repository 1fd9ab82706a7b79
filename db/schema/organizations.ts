import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { MeterBackfill } from "@/lib/domain/meter-backfill";
import { at, createdAt } from "./columns";

/** The owning organization of a small table. Granular tables have no foreign keys: every row would pay for one. */
export const ownerId = () =>
  uuid("organization_id")
    .notNull()
    .references(() => organizations.id, { onDelete: "cascade" });

/** A tenant. Its own id is its organization id, so it is distributed like everything it owns. */
export const organizations = pgTable(
  "organizations",
  {
    id: uuid("id").primaryKey(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    customerId: text("customer_id"),
    timezone: text("timezone").notNull().default("UTC"),
    weekStart: text("week_start").notNull().default("monday"),
    currency: text("currency").notNull().default("USD"),
    billingAnchorDay: smallint("billing_anchor_day").notNull().default(1),
    retentionDays: integer("retention_days"),
    /** What happened earlier was deleted by the retention, identities included: nothing of that time is taken in. */
    eventsKeptFrom: at("events_kept_from"),
    /** Made for sample events, which it alone may hold, and removed with them. */
    sample: boolean("sample").notNull().default(false),
    /** Changes with the meters, so that a writer that knows older ones notices in its own statement. */
    metersRevision: uuid("meters_revision").notNull().default(sql`gen_random_uuid()`),
    createdAt: createdAt(),
  },
  (t) => [
    check("organizations_week_start_check", sql`${t.weekStart} in ('monday', 'sunday')`),
    check("organizations_billing_anchor_day_check", sql`${t.billingAnchorDay} between 1 and 31`),
  ],
);

/** Global: finds an organization by the slug in a command line or a link. */
export const organizationSlugs = pgTable("organization_slugs", {
  slug: text("slug").primaryKey(),
  organizationId: ownerId(),
});

export const teams = pgTable(
  "teams",
  {
    organizationId: ownerId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const meters = pgTable(
  "meters",
  {
    organizationId: ownerId(),
    key: text("key").notNull(),
    displayName: text("display_name").notNull(),
    unit: text("unit").notNull(),
    aggregation: text("aggregation").notNull(),
    eventType: text("event_type").notNull(),
    valueProperty: text("value_property"),
    /** Names of dimensions, each with the place in `data` where its value stands. */
    groupBy: jsonb("group_by").$type<Record<string, string>>().notNull().default({}),
    description: text("description"),
    builtIn: boolean("built_in").notNull().default(false),
    /** How far older events are rolled up for it; null once they all are. Until then nobody reads it. */
    backfill: jsonb("backfill").$type<MeterBackfill>(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.key] }),
    check(
      "meters_aggregation_check",
      sql`${t.aggregation} in ('sum', 'count', 'avg', 'min', 'max', 'unique_count', 'latest')`,
    ),
  ],
);
