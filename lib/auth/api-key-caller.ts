import "server-only";
import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { type Db, getDb } from "@/db/client";
import { apiKeyHashes, apiKeys, organizations } from "@/db/schema";
import { asOperator } from "@/db/scope";
import type { Caller } from "@/lib/auth/caller";
import { tenantColumns, toTenant } from "@/lib/auth/tenant";
import { SCOPES, type Tenant } from "@/lib/domain/viewer";

const CACHE_MS = 2_000;
const CACHE_KEYS = 1_000;
const USED_EVERY_MS = 60_000;

type KnownKey = {
  apiKeyId: string;
  scopes: string[];
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  tenant: Tenant;
  readAt: number;
};

// Routes and pages are separate bundles of one process: both must see a revocation.
const holder = globalThis as typeof globalThis & { meterlineApiKeys?: Map<string, KnownKey> };
holder.meterlineApiKeys ??= new Map();
const known = holder.meterlineApiKeys;

export function hashApiKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

/** Makes a revocation, a change of scopes or of the organization's settings act at once in this process. */
export function forgetApiKeys(organizationId: string): void {
  for (const [hash, key] of known) if (key.tenant.id === organizationId) known.delete(hash);
}

async function selectKey(db: Db, hash: Buffer): Promise<KnownKey | undefined> {
  const rows = await asOperator(db, (tx) =>
    tx
      .select({
        apiKeyId: apiKeys.id,
        scopes: apiKeys.scopes,
        expiresAt: sql<Date | null>`least(${apiKeys.expiresAt}, ${apiKeyHashes.expiresAt})`.mapWith(
          apiKeys.expiresAt,
        ),
        revokedAt: apiKeys.revokedAt,
        lastUsedAt: apiKeys.lastUsedAt,
        tenant: tenantColumns,
      })
      .from(apiKeyHashes)
      .innerJoin(
        apiKeys,
        and(eq(apiKeys.organizationId, apiKeyHashes.organizationId), eq(apiKeys.id, apiKeyHashes.apiKeyId)),
      )
      .innerJoin(organizations, eq(organizations.id, apiKeyHashes.organizationId))
      .where(eq(apiKeyHashes.hash, hash)),
  );
  const row = rows[0];
  if (!row || row.revokedAt) return undefined;
  return { ...row, tenant: toTenant(row.tenant), readAt: Date.now() };
}

/** Ingest sends the same key hundreds of times a second; only keys that were found are remembered. */
async function findKey(db: Db, hash: Buffer): Promise<KnownKey | undefined> {
  const name = hash.toString("hex");
  const cached = known.get(name);
  if (cached && Date.now() - cached.readAt <= CACHE_MS) return cached;
  known.delete(name);
  const key = await selectKey(db, hash);
  if (!key) return undefined;
  const oldest = known.keys().next();
  if (known.size >= CACHE_KEYS && !oldest.done) known.delete(oldest.value);
  known.set(name, key);
  return key;
}

async function markUsed(db: Db, key: KnownKey, now: Date): Promise<void> {
  if (key.lastUsedAt && now.getTime() - key.lastUsedAt.getTime() < USED_EVERY_MS) return;
  key.lastUsedAt = now;
  await asOperator(db, (tx) =>
    tx
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(and(eq(apiKeys.organizationId, key.tenant.id), eq(apiKeys.id, key.apiKeyId))),
  );
}

/** The API key behind a bearer; undefined when it is unknown, revoked or expired. */
export async function apiKeyCaller(bearer: string): Promise<Caller | undefined> {
  const db = await getDb();
  const key = await findKey(db, hashApiKey(bearer));
  const now = new Date();
  if (!key || (key.expiresAt && key.expiresAt <= now)) return undefined;
  await markUsed(db, key, now);
  const scopes = SCOPES.filter((scope) => key.scopes.includes(scope));
  return { kind: "api_key", apiKeyId: key.apiKeyId, scopes, tenant: key.tenant };
}
