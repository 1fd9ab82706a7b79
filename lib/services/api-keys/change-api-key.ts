import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Context } from "@/db/context";
import { apiKeys } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { forgetApiKeys } from "@/lib/auth/api-key-caller";
import type { ApiKey, ApiKeyChangeInput } from "@/lib/contracts/api-keys";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { NotFoundError } from "@/lib/errors";
import { toApiKey } from "@/lib/services/api-keys/to-api-key";

/**
 * Changes a key's name, scopes and expiry; its secrets stay. It acts at once in this process, within two seconds in
 * others. An expired key lives again when its expiry is moved.
 */
export async function changeApiKey(
  { db, tenantId, now }: Context,
  { id, body }: ApiKeyChangeInput,
): Promise<ApiKey> {
  const { expires_at } = body;
  const expiresAt = typeof expires_at === "string" ? new Date(expires_at) : expires_at;
  if (expiresAt && expiresAt <= now)
    throw new InvalidInput(
      "invalid_parameter",
      "expires_at",
      "must be in the future: revoke the key to end it",
    );
  const named = {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.scopes === undefined ? {} : { scopes: [...new Set(body.scopes)] }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  const isThis = and(eq(apiKeys.organizationId, tenantId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt));
  const [row] = await writeAsTenant(db, tenantId, (tx) =>
    Object.keys(named).length === 0
      ? tx.select().from(apiKeys).where(isThis)
      : tx.update(apiKeys).set(named).where(isThis).returning(),
  );
  forgetApiKeys(tenantId);
  if (!row) throw new NotFoundError();
  return toApiKey(row);
}
