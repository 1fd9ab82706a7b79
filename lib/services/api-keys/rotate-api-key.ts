import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { apiKeyHashes, apiKeys } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { forgetApiKeys, hashApiKey } from "@/lib/auth/api-key-caller";
import type { ApiKeyRotated, ApiKeyRotateInput } from "@/lib/contracts/api-keys";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { newKey } from "@/lib/services/api-keys/create-api-key";
import { toApiKey } from "@/lib/services/api-keys/to-api-key";

/**
 * Gives a key a new secret, which nobody sees again. Every older secret ends after the grace period, or earlier
 * when an earlier rotation said so: at once in this process, within two seconds in others.
 */
export async function rotateApiKey(
  { db, tenantId, now }: Context,
  { id, body }: ApiKeyRotateInput,
): Promise<ApiKeyRotated> {
  const key = newKey(id);
  const endsAt = new Date(now.getTime() + (body?.grace_seconds ?? 0) * 1000);
  // The hashes are global: a tenant's role may add them, and only the operator's sees them.
  const row = await asOperator(db, async (tx) => {
    const [rotated] = await tx
      .update(apiKeys)
      .set({ lastFour: key.slice(-4) })
      .where(and(eq(apiKeys.organizationId, tenantId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning();
    if (!rotated) throw new NotFoundError();
    if (rotated.expiresAt && rotated.expiresAt <= now)
      throw new ConflictError("This key has expired: create a new one.");
    await tx
      .update(apiKeyHashes)
      .set({ expiresAt: sql`least(${apiKeyHashes.expiresAt}, ${endsAt.toISOString()}::timestamptz)` })
      .where(and(eq(apiKeyHashes.organizationId, tenantId), eq(apiKeyHashes.apiKeyId, id)));
    await tx.insert(apiKeyHashes).values({ hash: hashApiKey(key), organizationId: tenantId, apiKeyId: id });
    return rotated;
  });
  forgetApiKeys(tenantId);
  return { ...toApiKey(row), key, old_secret_expires_at: endsAt.toISOString() };
}
