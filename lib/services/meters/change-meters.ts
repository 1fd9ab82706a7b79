import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { organizations } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";

/**
 * Changes which meters an organization has. The lock on the organization's row waits for every ingest under way,
 * and the new revision tells later ones to read the meters again.
 */
export function changeMeters<T>({ db, tenantId }: Context, change: (tx: Db) => Promise<T>): Promise<T> {
  return writeAsTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`select from organizations where id = ${tenantId} for update`);
    const changed = await change(tx);
    await tx
      .update(organizations)
      .set({ metersRevision: sql`gen_random_uuid()` })
      .where(eq(organizations.id, tenantId));
    return changed;
  });
}
