import "server-only";
import type { apiKeys } from "@/db/schema";
import type { ApiKeys } from "@/lib/contracts/api-keys";
import { SCOPES } from "@/lib/domain/viewer";

type Row = typeof apiKeys.$inferSelect;

/** A stored key as the API shows it. */
export function toApiKey(row: Row): ApiKeys["api_keys"][number] {
  return {
    id: row.id,
    name: row.name,
    prefix: `mk_live_${row.id}`,
    last_four: row.lastFour,
    scopes: SCOPES.filter((scope) => row.scopes.includes(scope)),
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
  };
}
