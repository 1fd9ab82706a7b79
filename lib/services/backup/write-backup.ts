import "server-only";
import type { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { withSingleConnection } from "@/db/single-connection";
import type { BackupManifest } from "@/lib/domain/backup/manifest";
import { ConflictError } from "@/lib/errors";
import { BackupFile } from "@/lib/services/backup/backup-file";
import {
  quoted,
  type StoredTable,
  selectMigration,
  selectPartitions,
  selectSequences,
  selectTables,
} from "@/lib/services/backup/backup-tables";

export type WrittenBackup = { tables: number; rows: number; bytes: number; created_at: string };
type Progress = (tables: number, ofTables: number) => void;

/**
 * Writes every table of the database to one compressed file, from one snapshot, beside a running server. Rows are
 * streamed, so memory stays flat. A failed backup leaves no file.
 */
export function writeBackup(path: string, onProgress: Progress = () => {}): Promise<WrittenBackup> {
  return withSingleConnection(async (client) => {
    const tables = await selectTables(client);
    const migration = await selectMigration(client);
    const file = await BackupFile.create(path);
    try {
      await beginSnapshot(client, tables);
      if ((await selectMigration(client)) !== migration)
        throw new ConflictError("The database was migrated meanwhile: run the backup again.");
      const manifest = await writeTables(client, file, tables, { migration, onProgress });
      await client.query("commit");
      await file.finish(manifest);
      const sum = (of: "rows" | "bytes") => manifest.tables.reduce((total, table) => total + table[of], 0);
      return {
        tables: tables.length,
        rows: sum("rows"),
        bytes: sum("bytes"),
        created_at: manifest.created_at,
      };
    } catch (error) {
      await file.discard();
      throw error;
    }
  });
}

/** The locks come before the snapshot, so that no partition it knows is dropped before it is read. */
async function beginSnapshot(client: Client, tables: readonly StoredTable[]): Promise<void> {
  const names = tables.map(({ name }) => quoted(name)).join(", ");
  await client.query("begin isolation level repeatable read read only");
  await client.query(`lock table ${names} in access share mode`);
  await client.query(
    "set local statement_timeout = 0; set local timezone = 'UTC'; set local datestyle = 'ISO'",
  );
}

async function writeTables(
  client: Client,
  file: BackupFile,
  tables: readonly StoredTable[],
  { migration, onProgress }: { migration: number; onProgress: Progress },
): Promise<BackupManifest> {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  const partitions = await selectPartitions(client);
  const sequences = await selectSequences(client);
  const createdAt = new Date().toISOString();
  // The owner is held to row-level security too, which shows it nothing.
  await client.query("set local role meterline_operator");
  const written: BackupManifest["tables"] = [];
  for (const { name, columns } of tables) {
    onProgress(written.length, tables.length);
    const list = columns.map(quoted).join(", ");
    const stream = client.query(copyTo(`copy (select ${list} from ${quoted(name)}) to stdout`));
    written.push(await file.table(name, columns, stream));
  }
  return {
    format: 1,
    created_at: createdAt,
    migration,
    postgres: rows[0]?.version ?? "",
    tables: written,
    partitions,
    sequences,
  };
}
