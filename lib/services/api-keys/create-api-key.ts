import "server-only";
import { randomBytes } from "node:crypto";
import type { Context } from "@/db/context";
import { apiKeyHashes, apiKeys } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { hashApiKey } from "@/lib/auth/api-key-caller";
import type { ApiKeyCreated, ApiKeyCreateInput } from "@/lib/contracts/api-keys";
import { InvalidInput } from "@/lib/domain/invalid-input";
import type { Scope } from "@/lib/domain/viewer";
import { toApiKey } from "@/lib/services/api-keys/to-api-key";

export type NewApiKey = { name: string; scopes: readonly Scope[]; expiresAt?: Date | null };

/** The text of a key: its id, and a secret that nobody can guess. */
export function newKey(id: string): string {
  return `mk_live_${id}_${randomBytes(24).toString("hex")}`;
}

/** Makes a key. Only its hash is kept, so `key` in the answer is the one time that anyone sees it. */
export async function createApiKey(context: Context, input: NewApiKey): Promise<ApiKeyCreated> {
  const { db, tenantId, viewer, now } = context;
  if (input.expiresAt && input.expiresAt <= now)
    throw new InvalidInput("invalid_parameter", "expires_at", "must be in the future");
  const id = randomBytes(6).toString("hex");
  const key = newKey(id);
  const row = await writeAsTenant(db, tenantId, async (tx) => {
    const [made] = await tx
      .insert(apiKeys)
      .values({
        organizationId: tenantId,
        id,
        name: input.name,
        lastFour: key.slice(-4),
        scopes: [...new Set(input.scopes)],
        createdBy: viewer.kind === "user" ? viewer.userId : null,
        createdAt: now,
        expiresAt: input.expiresAt ?? null,
      })
      .returning();
    await tx.insert(apiKeyHashes).values({ hash: hashApiKey(key), organizationId: tenantId, apiKeyId: id });
    return made;
  });
  if (!row) throw new Error("An inserted API key was not returned.");
  return { ...toApiKey(row), key };
}

/** The same for the API, in the words of its contract. */
export function createApiKeyFromRequest(
  context: Context,
  { body }: ApiKeyCreateInput,
): Promise<ApiKeyCreated> {
  const expiresAt = body.expires_at ? new Date(body.expires_at) : null;
  return createApiKey(context, { name: body.name, scopes: body.scopes, expiresAt });
}
