import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

import { at } from "./columns";
import { ownerId } from "./organizations";

const userId = () =>
  uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });
const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Global. `session_version` is compared with every session token, so raising it signs the user out everywhere. */
export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash"),
    sessionVersion: integer("session_version").notNull().default(1),
    operator: boolean("operator").notNull().default(false),
    failedSignIns: integer("failed_sign_ins").notNull().default(0),
    lockedUntil: at("locked_until"),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("users_email_key").on(sql`lower(${t.email})`)],
);

/** Global: a user's identity at a sign-in provider. */
export const accounts = pgTable(
  "accounts",
  {
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    userId: userId(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.providerAccountId] }),
    index("accounts_user_id_idx").on(t.userId),
  ],
);

/** Global: one row per signed-in browser, so that people see and end their sessions. */
export const userSessions = pgTable(
  "user_sessions",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    userAgent: text("user_agent"),
    ipAddress: text("ip_address"),
    createdAt: at("created_at").notNull().defaultNow(),
    lastSeenAt: at("last_seen_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
  },
  (t) => [index("user_sessions_user_id_idx").on(t.userId)],
);

/** Global: only the hash of the mailed token is kept. */
export const passwordResets = pgTable(
  "password_resets",
  {
    tokenHash: bytea("token_hash").primaryKey(),
    userId: userId(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
  },
  (t) => [index("password_resets_user_id_idx").on(t.userId)],
);

export const memberships = pgTable(
  "memberships",
  {
    organizationId: ownerId(),
    userId: userId(),
    role: text("role").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.userId] }),
    // The sign-in asks for a user's organizations, across organizations.
    index("memberships_user_id_idx").on(t.userId),
    check("memberships_role_check", sql`${t.role} in ('member', 'finance', 'admin', 'owner')`),
  ],
);

export const apiKeys = pgTable(
  "api_keys",
  {
    organizationId: ownerId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    lastFour: text("last_four").notNull(),
    scopes: text("scopes").array().notNull(),
    createdBy: uuid("created_by"),
    createdAt: at("created_at").notNull().defaultNow(),
    expiresAt: at("expires_at"),
    revokedAt: at("revoked_at"),
    lastUsedAt: at("last_used_at"),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

/**
 * Global, for the operator's role only: the answers of creations under the key that their caller chose, for a day.
 * A sign-up has no organization yet. `answer` is null where it held a secret.
 */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    caller: text("caller").notNull(),
    key: text("key").notNull(),
    requestHash: bytea("request_hash").notNull(),
    answer: jsonb("answer"),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caller, t.key] }),
    index("idempotency_keys_created_at_idx").on(t.createdAt),
  ],
);

/** Global: from the SHA-256 of a key to its organization. A replaced secret ends at `expires_at`. */
export const apiKeyHashes = pgTable("api_key_hashes", {
  hash: bytea("hash").primaryKey(),
  organizationId: ownerId(),
  apiKeyId: text("api_key_id").notNull(),
  expiresAt: at("expires_at"),
});
