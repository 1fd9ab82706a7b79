import { sql } from "drizzle-orm";
import { check, index, jsonb, numeric, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import type { Quota } from "@/lib/domain/quota/quota";
import type { Price } from "@/lib/domain/rating/price";
import { at } from "./columns";
import { ownerId } from "./organizations";

/** Tells versions from the same instant apart, also those of one transaction. */
const createdAt = () => at("created_at").notNull().default(sql`clock_timestamp()`);

/** An organization's own plans: their prices are rows of `prices`, and their quotas are what subscribers get. */
export const plans = pgTable(
  "plans",
  {
    organizationId: ownerId(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    description: text("description"),
    position: smallint("position").notNull(),
    quotas: jsonb("quotas").$type<readonly Quota[]>().notNull(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.key] })],
);

/**
 * Versions of prices: of a plan, or the organization's own where `plan_key` is null. Appended, never updated: of several
 * from one instant the one made last holds. Without `terms` the price ends there.
 */
export const prices = pgTable(
  "prices",
  {
    organizationId: ownerId(),
    id: uuid("id").notNull(),
    planKey: text("plan_key"),
    usageType: text("usage_type").notNull(),
    validFrom: at("valid_from").notNull(),
    terms: jsonb("terms").$type<Price>(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("prices_valid_from_idx").on(t.organizationId, t.validFrom),
    check("prices_terms_check", sql`jsonb_typeof(${t.terms}) = 'object'`),
  ],
);

/** Which plan holds from when on; appended like prices. The anchor day is the organization's. */
export const subscriptions = pgTable(
  "subscriptions",
  {
    organizationId: ownerId(),
    id: uuid("id").notNull(),
    planKey: text("plan_key").notNull(),
    validFrom: at("valid_from").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("subscriptions_valid_from_idx").on(t.organizationId, t.validFrom),
  ],
);

/** What comes off a period's total: an amount once, or a percentage of every period until it ends. */
export const adjustments = pgTable(
  "adjustments",
  {
    organizationId: ownerId(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    amount: numeric("amount"),
    percent: numeric("percent"),
    reason: text("reason").notNull(),
    validFrom: at("valid_from").notNull(),
    validUntil: at("valid_until"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("adjustments_valid_from_idx").on(t.organizationId, t.validFrom),
    check(
      "adjustments_kind_check",
      sql`case ${t.kind} when 'credit' then ${t.amount} is not null and ${t.percent} is null
        when 'discount' then ${t.percent} is not null and ${t.amount} is null else false end`,
    ),
    check("adjustments_amount_check", sql`${t.amount} > 0 and ${t.amount} <> 'NaN'`),
    check(
      "adjustments_percent_check",
      sql`${t.percent} > 0 and ${t.percent} <= 100 and ${t.percent} <> 'NaN'`,
    ),
  ],
);
