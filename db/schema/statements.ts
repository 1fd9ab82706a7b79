import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { FrozenBook, FrozenKeys } from "@/lib/domain/spend/frozen";
import { at } from "./columns";
import { ownerId } from "./organizations";

/**
 * A closed billing period, numbered per organization, and never changed: `bill` is the answer that people were given,
 * `keys` and `book` are what later events of the period are measured against.
 */
export const statements = pgTable(
  "statements",
  {
    organizationId: ownerId(),
    number: integer("number").notNull(),
    periodStart: at("period_start").notNull(),
    periodEnd: at("period_end").notNull(),
    closedAt: at("closed_at").notNull(),
    currency: text("currency").notNull(),
    total: numeric("total").notNull(),
    bill: jsonb("bill").notNull(),
    keys: jsonb("keys").$type<FrozenKeys>().notNull(),
    book: jsonb("book").$type<FrozenBook>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.number] }),
    uniqueIndex("statements_period_start_key").on(t.organizationId, t.periodStart),
    check("statements_total_check", sql`${t.total} <> 'NaN'`),
    check("statements_period_check", sql`${t.periodStart} < ${t.periodEnd}`),
  ],
);

/** What came for a closed period after it was closed: money of the period in which it was noticed. Append-only. */
export const spendCorrections = pgTable(
  "spend_corrections",
  {
    organizationId: ownerId(),
    id: uuid("id").notNull(),
    statement: integer("statement").notNull(),
    usageType: text("usage_type").notNull(),
    currency: text("currency").notNull(),
    quantity: numeric("quantity").notNull(),
    billableQuantity: numeric("billable_quantity").notNull(),
    amount: numeric("amount").notNull(),
    noticedAt: at("noticed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("spend_corrections_noticed_at_idx").on(t.organizationId, t.noticedAt),
    index("spend_corrections_statement_idx").on(t.organizationId, t.statement),
    check("spend_corrections_quantity_check", sql`${t.quantity} <> 'NaN'`),
    check("spend_corrections_billable_quantity_check", sql`${t.billableQuantity} <> 'NaN'`),
    check("spend_corrections_amount_check", sql`${t.amount} <> 'NaN'`),
  ],
);
