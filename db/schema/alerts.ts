import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, createdAt, period } from "./columns";
import { users } from "./identity";
import { ownerId } from "./organizations";

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
