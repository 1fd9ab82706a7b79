import { sql } from "drizzle-orm";
import { boolean, check, numeric, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, period } from "./columns";
import { ownerId } from "./organizations";

/** How much of a meter an organization may use in a period. `limit` null is unlimited; no row is no quota of its own. */
export const quotas = pgTable(
  "quotas",
  {
    organizationId: ownerId(),
    usageType: text("usage_type").notNull(),
    period: period(),
    limit: numeric("limit"),
    hard: boolean("hard").notNull().default(false),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.usageType, t.period] }),
    check("quotas_period_check", sql`${t.period} in ('day', 'month', 'billing_period')`),
    check("quotas_limit_check", sql`${t.limit} >= 0 and ${t.limit} <> 'NaN'`),
  ],
);

/** A limit in money per period, in the organization's currency. */
export const budgets = pgTable(
  "budgets",
  {
    organizationId: ownerId(),
    period: period(),
    amount: numeric("amount").notNull(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.period] }),
    check("budgets_period_check", sql`${t.period} in ('day', 'month', 'billing_period')`),
    check("budgets_amount_check", sql`${t.amount} >= 0 and ${t.amount} <> 'NaN'`),
  ],
);

/**
 * Concurrent checks of a hard quota take turns on this row. `seen_used` is what had been used when the last one
 * looked: what came since settles the oldest claims.
 */
export const quotaLedgers = pgTable(
  "quota_ledgers",
  {
    organizationId: ownerId(),
    usageType: text("usage_type").notNull(),
    period: period(),
    periodStart: at("period_start").notNull(),
    seenUsed: numeric("seen_used").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.usageType, t.period] }),
    check("quota_ledgers_seen_used_check", sql`${t.seenUsed} <> 'NaN'`),
  ],
);

/** What a check allowed and no event brought yet: it counts until it expires. */
export const quotaClaims = pgTable(
  "quota_claims",
  {
    organizationId: ownerId(),
    usageType: text("usage_type").notNull(),
    period: period(),
    id: uuid("id").notNull(),
    quantity: numeric("quantity").notNull(),
    claimedAt: at("claimed_at").notNull(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.usageType, t.period, t.id] }),
    check("quota_claims_quantity_check", sql`${t.quantity} > 0 and ${t.quantity} <> 'NaN'`),
  ],
);
