import "server-only";
import { dirname, join } from "node:path";
import { and, eq } from "drizzle-orm";
import type { Context } from "@/db/context";
import { ensureMonths } from "@/db/partitions";
import { archivedSpans } from "@/db/schema";
import { readAsTenant, writeAsTenant } from "@/db/scope";
import type { ArchivedFile } from "@/lib/domain/archive/archive-manifest";
import { ConflictError } from "@/lib/errors";
import {
  ARCHIVE_TABLES,
  type ArchiveColumn,
  type ArchiveTable,
} from "@/lib/selectors/archive/archive-tables";
import { insertArchivedRows, type RestoredRows } from "@/lib/selectors/archive/insert-archived-rows";
import { archiveLines, checkArchive, type FoundArchive } from "@/lib/services/archive/read-archive";
import { reopenSpan } from "@/lib/services/archive/reopen-span";
import { retryTransient } from "@/lib/services/retry-transient";

export type Restored = {
  organization: string;
  month: string;
  /** Rows that came back, and that were there already. */
  restored: number;
  present: number;
  /** Rollup rows of the month that differ from its events now: 0, or something is broken. */
  differences: number;
};

const ROWS_AT_ONCE = 2000;

/**
 * Brings the events of an archive back, after its files have been proven to be what was written. Their sums never
 * went, so the rollups stay; only meters that were made meanwhile begin to count them. An interrupted run is finished
 * by the next one, and an archive that is back already changes nothing.
 */
export async function unarchive(
  context: Context,
  found: FoundArchive,
  onRows: (restored: number, ofRows: number) => void = () => undefined,
): Promise<Restored> {
  const { manifest } = found;
  const counts = { restored: 0, present: 0 };
  const answer = { organization: context.tenant.slug, month: manifest.month };
  if ((await statusOf(context, found)) === "restored")
    return { ...answer, ...counts, present: manifest.rows, differences: 0 };
  await checkArchive(found);
  const tables = manifest.files.map((file) => ({ file, table: tableOf(file) }));
  const months = tables.map(({ table }) => ({ table: table.name, month: manifest.month }));
  await retryTransient(() => ensureMonths(context.db, months));
  for (const { file, table } of tables) {
    const path = join(dirname(found.path), file.file);
    for await (const lines of batches(archiveLines(path))) {
      const rows = await restoreLines(context, { table, columns: file.columns, lines });
      counts.restored += rows.inserted;
      counts.present += rows.present;
      onRows(counts.restored + counts.present, manifest.rows);
    }
  }
  const differences = await retryTransient(() => reopenSpan(context, manifest));
  return { ...answer, ...counts, differences };
}

/** Refuses what the database does not know, or knows otherwise. */
async function statusOf({ db, tenantId }: Context, found: FoundArchive): Promise<"archived" | "restored"> {
  const { manifest, path, hash } = found;
  const [span] = await readAsTenant(db, tenantId, (tx) =>
    tx
      .select()
      .from(archivedSpans)
      .where(and(eq(archivedSpans.organizationId, tenantId), eq(archivedSpans.id, manifest.id))),
  );
  if (!span)
    throw new ConflictError(
      `${path} belongs to no archive that this database knows: nothing was deleted for it, so nothing is missing.`,
    );
  if (!span.manifestHash?.equals(hash))
    throw new ConflictError(`${path} has been changed since it was written.`);
  if (span.restoredAt) return "restored";
  if (span.reason === "retention")
    throw new ConflictError(`The events of ${manifest.month} are older than the retention keeps.`);
  return "archived";
}

/** The table of a data file; a column that the table no longer has cannot be put anywhere. */
function tableOf(file: ArchivedFile): ArchiveTable {
  const table = ARCHIVE_TABLES.find(({ name }) => name === file.table);
  const unknown = file.columns.find(
    ({ name, type }) => !table?.columns.some((known) => known.name === name && known.type === type),
  );
  if (!table || unknown)
    throw new ConflictError(
      `${file.file} has a column ${unknown?.name ?? ""} that this version does not know.`,
    );
  return table;
}

type Lines = { table: ArchiveTable; columns: ArchiveColumn[]; lines: string[] };

async function restoreLines({ db, tenantId }: Context, { table, columns, lines }: Lines) {
  const insert = () =>
    retryTransient(() =>
      writeAsTenant(db, tenantId, (tx) => insertArchivedRows(tx, { tenantId, table, columns, lines })),
    );
  // Another run may have put some of them back in the same moment: the second look finds them.
  const isWhole = (rows: RestoredRows) => rows.inserted + rows.present === lines.length;
  const rows = await insert();
  if (isWhole(rows)) return rows;
  const again = await insert();
  if (isWhole(again))
    return { ...again, inserted: again.inserted + rows.inserted, present: again.present - rows.inserted };
  throw new ConflictError("Some rows could not be put back, since others took their place.");
}

async function* batches(lines: AsyncIterable<string>): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < ROWS_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
