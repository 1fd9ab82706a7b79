import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Context } from "@/db/context";
import { apiKeys } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { forgetApiKeys } from "@/lib/auth/api-key-caller";
import { NotFoundError } from "@/lib/errors";

/** Ends a key: at once in this process, within two seconds in others. */
export async function revokeApiKey(
  { db, tenantId, now }: Context,
  { id }: { id: string },
): Promise<undefined> {
  const rows = await writeAsTenant(db, tenantId, (tx) =>
    tx
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.organizationId, tenantId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id }),
  );
  forgetApiKeys(tenantId);
  if (rows.length === 0) throw new NotFoundError();
}
