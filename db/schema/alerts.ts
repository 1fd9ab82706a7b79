import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./identity";
import { ownerId } from "./organizations";

const at = (name: string) => timestamp(name, { withTimezone: true });
const createdAt = () => at("created_at").notNull().defaultNow();
const period = () => text("period").notNull();

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

/** Rules of an organization's own, and what it changed of the built-in ones, whose ids name their quota. */
export const alertRules = pgTable(
  "alert_rules",
  {
    organizationId: ownerId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    /** What a share is of; null for kinds that know no limit. */
    limitOf: text("limit_of"),
    usageType: text("usage_type"),
    teamId: text("team_id"),
    period: period(),
    thresholds: numeric("thresholds").array().notNull(),
    channels: text("channels").array().notNull(),
    enabled: boolean("enabled").notNull().default(true),
    builtIn: boolean("built_in").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    check(
      "alert_rules_kind_check",
      sql`${t.kind} in ('quota_share', 'usage', 'spend', 'rise', 'forecast', 'anomaly')`,
    ),
    check("alert_rules_period_check", sql`${t.period} in ('day', 'month', 'billing_period')`),
    check("alert_rules_limit_of_check", sql`${t.limitOf} in ('quota', 'budget')`),
  ],
);

/** One crossing of one threshold of one rule in one period: its unique key is why it fires once. */
export const alerts = pgTable(
  "alerts",
  {
    organizationId: ownerId(),
    id: uuid("id").notNull(),
    ruleId: text("rule_id").notNull(),
    ruleName: text("rule_name").notNull(),
    kind: text("kind").notNull(),
    level: text("level").notNull(),
    /** '' for money, which belongs to no meter. */
    usageType: text("usage_type").notNull(),
    teamId: text("team_id"),
    unit: text("unit").notNull(),
    period: period(),
    periodStart: at("period_start").notNull(),
    periodEnd: at("period_end").notNull(),
    threshold: numeric("threshold").notNull(),
    /** What the threshold is measured against: the quota, the budget, or the previous period. */
    base: numeric("base"),
    valueAtCrossing: numeric("value_at_crossing").notNull(),
    valueNow: numeric("value_now").notNull(),
    /** Lower thresholds that were crossed in the same look are recorded, and only the highest is told. */
    notified: boolean("notified").notNull(),
    triggeredAt: at("triggered_at").notNull(),
    recoveredAt: at("recovered_at"),
    recrossedAt: at("recrossed_at"),
    acknowledgedAt: at("acknowledged_at"),
    acknowledgedBy: text("acknowledged_by"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex("alerts_crossing_key").on(
      t.organizationId,
      t.ruleId,
      t.usageType,
      t.period,
      t.periodStart,
      t.threshold,
    ),
    index("alerts_triggered_at_idx").on(t.organizationId, t.triggeredAt, t.id),
    check("alerts_level_check", sql`${t.level} in ('warning', 'critical', 'exceeded')`),
    check("alerts_threshold_check", sql`${t.threshold} <> 'NaN'`),
    check("alerts_base_check", sql`${t.base} <> 'NaN'`),
    check("alerts_value_at_crossing_check", sql`${t.valueAtCrossing} <> 'NaN'`),
    check("alerts_value_now_check", sql`${t.valueNow} <> 'NaN'`),
  ],
);

/** Who has seen an alert: the bell counts what a person has not. */
export const alertReads = pgTable(
  "alert_reads",
  {
    organizationId: ownerId(),
    alertId: uuid("alert_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    readAt: at("read_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.alertId, t.userId] })],
);

/** Where alerts go besides the application itself. `secret` signs webhooks and never leaves again. */
export const alertDestinations = pgTable(
  "alert_destinations",
  {
    organizationId: ownerId(),
    id: uuid("id").notNull(),
    channel: text("channel").notNull(),
    name: text("name").notNull(),
    address: text("address").notNull(),
    secret: text("secret"),
    enabled: boolean("enabled").notNull().default(true),
    /** Why the product itself switched it off, such as an address that answered 410. */
    disabledReason: text("disabled_reason"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    check("alert_destinations_channel_check", sql`${t.channel} in ('email', 'slack', 'webhook')`),
  ],
);

/**
 * The outbox: written with the alert in one transaction, sent afterwards. The id is the message's own, the same at
 * every attempt, so that a receiver knows a repetition.
 */
export const alertDeliveries = pgTable(
  "alert_deliveries",
  {
    organizationId: ownerId(),
    id: uuid("id").notNull(),
    /** Null for a test of a destination. */
    alertId: uuid("alert_id"),
    channel: text("channel").notNull(),
    destinationId: uuid("destination_id"),
    /** Who was told, in words: an address without its secret parts. */
    recipient: text("recipient").notNull(),
    message: jsonb("message").notNull(),
    state: text("state").notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: at("next_attempt_at"),
    lastError: text("last_error"),
    createdAt: createdAt(),
    deliveredAt: at("delivered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("alert_deliveries_alert_id_idx").on(t.organizationId, t.alertId),
    // The job asks for what is due across organizations.
    index("alert_deliveries_due_idx").on(t.nextAttemptAt).where(sql`state = 'pending'`),
    check("alert_deliveries_state_check", sql`${t.state} in ('pending', 'delivered', 'failed')`),
    check(
      "alert_deliveries_channel_check",
      sql`${t.channel} in ('in_app', 'log', 'email', 'slack', 'webhook')`,
    ),
  ],
);
