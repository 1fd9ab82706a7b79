import "server-only";
import { randomUUID } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { createGzip } from "node:zlib";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { followingMonth } from "@/db/partitions";
import { readAsTenant } from "@/db/scope";
import {
  type ArchivedFile,
  type ArchiveManifest,
  archiveName,
  MANIFEST_ENDING,
} from "@/lib/domain/archive/archive-manifest";
import type { Span } from "@/lib/domain/usage-query";
import { ARCHIVE_TABLES, type ArchiveTable } from "@/lib/selectors/archive/archive-tables";
import {
  type RowSet,
  type RowsOf,
  selectArchiveLines,
  selectRowSet,
  selectTableSums,
} from "@/lib/selectors/archive/select-archive-rows";
import { selectRollupSums } from "@/lib/selectors/archive/select-month-rollups";
import { selectSpanContents } from "@/lib/selectors/archive/select-span-contents";
import { type FoundArchive, readManifest, sha256Of } from "@/lib/services/archive/read-archive";
import { NEWEST_MIGRATION } from "@/lib/services/backup/backup-tables";
import { makePrivateFolder, writePrivateFile } from "@/lib/services/private-files";

/** An archive on the disk, and which rows of the database it was made of. */
export type WrittenArchive = FoundArchive & { rowSets: Map<string, RowSet> };

const PAGE = 5000;

/** A month in UTC, `YYYY-MM`, as a span. */
export function monthSpan(month: string): Span {
  return { start: new Date(`${month}-01T00:00:00Z`), end: new Date(`${followingMonth(month)}-01T00:00:00Z`) };
}

/**
 * Writes the events of one month to compressed files and what they come to, as the database says it from the same
 * snapshot, to a manifest beside them. Nothing is deleted; memory stays flat at any size.
 */
export async function writeArchive(context: Context, month: string, folder: string): Promise<WrittenArchive> {
  const { db, tenantId, tenant } = context;
  const [id, span] = [randomUUID(), monthSpan(month)];
  const place = { folder: join(folder, tenantId), name: archiveName(month, id) };
  await makePrivateFolder(place.folder);
  const rowSets = new Map<string, RowSet>();
  try {
    const manifest = await readAsTenant(db, tenantId, async (tx): Promise<ArchiveManifest> => {
      const files: ArchivedFile[] = [];
      for (const table of ARCHIVE_TABLES) {
        const of = { tenantId, table, span };
        const rowSet = await selectRowSet(tx, of);
        rowSets.set(table.name, rowSet);
        if (rowSet.rows > 0) files.push(await writeTable(tx, of, place));
      }
      return {
        ...{ format: "meterline-archive", version: 1, id, month, migration: NEWEST_MIGRATION },
        organization: { id: tenantId, slug: tenant.slug, name: tenant.name },
        ...{
          from: span.start.toISOString(),
          to: span.end.toISOString(),
          created_at: new Date().toISOString(),
        },
        rows: files.reduce((sum, { rows }) => sum + rows, 0),
        files,
        contents: await selectSpanContents(tx, { organizationId: tenantId, span }),
        rollups: await selectRollupSums(tx, { tenantId, span }),
      };
    });
    const path = join(place.folder, `${place.name}${MANIFEST_ENDING}`);
    await writePrivateFile(path, [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]);
    return { ...(await readManifest(path)), rowSets };
  } catch (error) {
    await removeArchive(place);
    throw error;
  }
}

type Place = { folder: string; name: string };

const dataFile = (name: string, table: ArchiveTable) => `${name}.${table.name}.ndjson.gz`;

/** Removes what was written of an archive whose rows are still in the database. */
export async function removeArchive({ folder, name }: Place): Promise<void> {
  const names = [...ARCHIVE_TABLES.map((table) => dataFile(name, table)), `${name}${MANIFEST_ENDING}`];
  for (const file of names) await rm(join(folder, file), { force: true });
}

async function writeTable(tx: Db, of: RowsOf, { folder, name }: Place): Promise<ArchivedFile> {
  const file = dataFile(name, of.table);
  const path = join(folder, file);
  await writePrivateFile(path, pages(tx, of), createGzip());
  const { size: bytes } = await stat(path);
  const sums = await selectTableSums(tx, of);
  const { name: table, columns } = of.table;
  return { table, file, bytes, sha256: await sha256Of(path), ...sums, columns };
}

async function* pages(tx: Db, of: RowsOf): AsyncGenerator<Buffer> {
  let after: Parameters<typeof selectArchiveLines>[2]["after"];
  do {
    const page = await selectArchiveLines(tx, of, { after, limit: PAGE });
    if (page.lines.length > 0) yield Buffer.from(`${page.lines.join("\n")}\n`);
    after = page.last;
  } while (after);
}
