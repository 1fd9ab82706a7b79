import "server-only";
import { and, count, desc, eq, isNull } from "drizzle-orm";
import type { Context } from "@/db/context";
import { apiKeys } from "@/db/schema";
import { readAsTenant } from "@/db/scope";
import type { ApiKeys, ApiKeysQuery } from "@/lib/contracts/api-keys";
import { toPagination } from "@/lib/domain/page-of";
import { toApiKey } from "@/lib/services/api-keys/to-api-key";

/** The organization's keys that are not revoked, the newest first. */
export async function listApiKeys({ db, tenantId }: Context, query: ApiKeysQuery): Promise<ApiKeys> {
  const { page, limit } = query;
  const isListed = and(eq(apiKeys.organizationId, tenantId), isNull(apiKeys.revokedAt));
  const { rows, total } = await readAsTenant(db, tenantId, async (tx) => {
    const rows = await tx
      .select()
      .from(apiKeys)
      .where(isListed)
      .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
      .limit(limit)
      .offset((page - 1) * limit);
    const [counted] = await tx.select({ total: count() }).from(apiKeys).where(isListed);
    return { rows, total: counted?.total ?? 0 };
  });
  return { api_keys: rows.map(toApiKey), pagination: toPagination(query, total) };
}
