import "server-only";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { eq, getTableColumns, getTableName, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import type { Context } from "@/db/context";
import * as schema from "@/db/schema";
import { idempotencyKeys, organizations } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { forgetApiKeys } from "@/lib/auth/api-key-caller";
import { archiveFolder, exportFolder } from "@/lib/env";
import { forgetIngestSettings } from "@/lib/services/events/ingest-settings";

/** Every table with rows of organizations, read from the schema, so that a new table is never forgotten. */
const OWNED_TABLES = Object.values(schema)
  .filter((value) => value instanceof PgTable)
  .filter((table) => "organizationId" in getTableColumns(table))
  .map(getTableName);

/**
 * Deletes an organization with everything it owns, in one transaction, and then its files, for operators. The lock on its row waits for
 * every ingest and rebuild under way; later ones find no organization. Users stay: they may belong to others.
 */
export async function deleteOrganization(context: Context): Promise<void> {
  const { db, tenantId } = context;
  await asOperator(db, async (tx) => {
    await tx.execute(sql`select from organizations where id = ${tenantId} for update`);
    for (const table of OWNED_TABLES)
      await tx.execute(sql`delete from ${sql.identifier(table)} where organization_id = ${tenantId}`);
    // A caller's name begins with the organization.
    await tx.delete(idempotencyKeys).where(sql`starts_with(${idempotencyKeys.caller}, ${`${tenantId} `})`);
    await tx.delete(organizations).where(eq(organizations.id, tenantId));
  });
  forgetApiKeys(tenantId);
  forgetIngestSettings(context);
  // Archives and exports of an organization lie in a folder of its id; those written elsewhere are their owner's.
  for (const folder of [archiveFolder(), exportFolder()])
    await rm(join(folder, tenantId), { recursive: true, force: true });
}
