import "server-only";
import { basename } from "node:path";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { archivedSpans } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { TenantId } from "@/lib/domain/viewer";
import { ConflictError } from "@/lib/errors";
import { ARCHIVE_TABLES } from "@/lib/selectors/archive/archive-tables";
import { deleteRows } from "@/lib/selectors/archive/select-archive-rows";
import { monthSpan, type WrittenArchive } from "@/lib/services/archive/write-archive";

/**
 * Deletes the rows of an archive that was read back, and notes its span, in one transaction; identities and rollups
 * stay. Refused, with nothing deleted, unless the rows are exactly those that were written: a late event is not in
 * the file. What rebuilds rollups waits for the commit; ingest need not, since what it adds from now on is late too.
 */
export async function dropArchived(
  { db, tenantId }: Context,
  { path, hash, manifest, rowSets }: WrittenArchive,
): Promise<void> {
  const span = monthSpan(manifest.month);
  await writeAsTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`select from organizations where id = ${tenantId} for key share`);
    await refuseUnfilledMeters(tx, tenantId);
    for (const table of ARCHIVE_TABLES) {
      const { rows, ids } = await deleteRows(tx, { tenantId, table, span });
      const written = rowSets.get(table.name);
      if (rows !== written?.rows || ids !== written.ids) throw new ChangedMeanwhile(manifest.month);
    }
    await tx.insert(archivedSpans).values({
      ...{
        organizationId: tenantId,
        id: manifest.id,
        reason: "archive",
        spanStart: span.start,
        spanEnd: span.end,
      },
      ...{
        rowCount: manifest.rows,
        contents: manifest.contents,
        manifest: basename(path),
        manifestHash: hash,
      },
      archivedAt: sql`clock_timestamp()`,
    });
  });
}

/** A new meter still counts older events: what is archived before it did would be missing from its sums. */
async function refuseUnfilledMeters(tx: Db, tenantId: TenantId): Promise<void> {
  const { rows } = await tx.execute<{ key: string }>(sql`
    select key from meters where organization_id = ${tenantId} and backfill is not null order by 1 limit 1`);
  const [meter] = rows;
  if (meter)
    throw new ConflictError(
      `The new meter ${meter.key} still counts older events: archive when it is filled.`,
    );
}

/** Events came or went while their month was being archived: it is tried again with the next run. */
export class ChangedMeanwhile extends ConflictError {
  constructor(month: string) {
    super(`Events of ${month} came or went while they were being archived: nothing of it was deleted.`);
  }
}
