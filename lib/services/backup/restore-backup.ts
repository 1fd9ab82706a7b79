import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Db } from "@/db/client";
import { ensureMonths, MONTHLY_TABLES } from "@/db/partitions";
import { asOperator } from "@/db/scope";
import { withSingleConnection } from "@/db/single-connection";
import { type BackupManifest, UnusableBackup } from "@/lib/domain/backup/manifest";
import { ConflictError } from "@/lib/errors";
import {
  NEWEST_MIGRATION,
  quoted,
  type StoredTable,
  selectMigration,
  selectTables,
} from "@/lib/services/backup/backup-tables";
import { readBackup } from "@/lib/services/backup/read-backup";

export type RestoreRequest = {
  path: string;
  /** Deletes what the database holds; without it only an empty one is restored to. */
  replace: boolean;
  onProgress?: (bytesRead: number, sizeBytes: number) => void;
};
export type RestoredBackup = { tables: number; rows: number; created_at: string };

/**
 * Puts a backup into a migrated database, all of it in one transaction. The file is read twice: once to check every
 * hash before anything is touched, and once to load it.
 */
export async function restoreBackup({ path, replace, onProgress }: RestoreRequest): Promise<RestoredBackup> {
  const half = (offset: number) => (bytes: number, size: number) =>
    onProgress?.(offset * size + bytes, 2 * size);
  const manifest = await readBackup(path, drain, half(0));
  refuseOtherSchema(path, manifest.migration);
  return withSingleConnection(async (client, db) => {
    if ((await selectMigration(client)) !== NEWEST_MIGRATION)
      throw new ConflictError("The database is not at this version's schema: run npm run db:migrate first.");
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = 0`);
      const tables = await selectTables(client);
      await makeRoom(tx, client, tables, replace);
      await makePartitions(tx, manifest);
      await load(client, { path, tables, manifest, onProgress: half(1) });
    });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return { tables: manifest.tables.length, rows, created_at: manifest.created_at };
  });
}

async function drain(_: unknown, rows: AsyncIterable<Buffer>): Promise<void> {
  for await (const _chunk of rows);
}

function refuseOtherSchema(path: string, migration: number): void {
  if (migration === NEWEST_MIGRATION) return;
  const way =
    migration < NEWEST_MIGRATION
      ? "an older version: restore it with the version that made it, then start this one, which migrates"
      : "a newer version: restore it with that one";
  throw new UnusableBackup(`${path} was made by ${way}.`);
}

/** The locks of the truncation keep everybody out until the commit. */
async function makeRoom(tx: Db, client: Client, tables: readonly StoredTable[], replace: boolean) {
  const { rows } = await asOperator(tx, (own) =>
    own.execute<{ used: boolean }>(sql`
      select exists (select from organizations) or exists (select from users) as used`),
  );
  if (rows[0]?.used && !replace)
    throw new ConflictError("The database holds organizations or users: --replace deletes all of it first.");
  await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(", ")}`);
}

async function makePartitions(tx: Db, { partitions }: BackupManifest): Promise<void> {
  const months = partitions.map(({ table, month }) => {
    const known = MONTHLY_TABLES.find((name) => name === table);
    if (!known) throw new UnusableBackup(`The backup has partitions of ${table}, which is not divided here.`);
    return { table: known, month };
  });
  await ensureMonths(tx, months);
}

type Loading = {
  path: string;
  tables: readonly StoredTable[];
  manifest: BackupManifest;
  onProgress: (bytes: number, size: number) => void;
};

async function load(client: Client, { path, tables, manifest, onProgress }: Loading): Promise<void> {
  // COPY refuses tables with row-level security, unless it does not concern their owner.
  const forced = tables.filter(({ forced }) => forced);
  for (const { name } of forced)
    await client.query(`alter table ${quoted(name)} no force row level security`);
  const again = await readBackup(path, (table, rows) => copyRows(client, manifest, table, rows), onProgress);
  if (JSON.stringify(again) !== JSON.stringify(manifest))
    throw new UnusableBackup(`${path} changed while it was being restored.`);
  for (const { name } of forced) await client.query(`alter table ${quoted(name)} force row level security`);
  for (const { name, last_value } of manifest.sequences)
    await client.query("select setval($1::regclass, $2::bigint)", [quoted(name), last_value]);
  await client.query(`analyze ${tables.map(({ name }) => quoted(name)).join(", ")}`);
}

async function copyRows(
  client: Client,
  manifest: BackupManifest,
  { name, columns }: { name: string; columns: string[] },
  rows: AsyncIterable<Buffer>,
): Promise<void> {
  const list = columns.map(quoted).join(", ");
  const stream = client.query(copyFrom(`copy ${quoted(name)} (${list}) from stdin`));
  await pipeline(Readable.from(rows, { objectMode: false }), stream);
  const expected = manifest.tables.find((table) => table.name === name)?.rows;
  if (stream.rowCount !== expected)
    throw new UnusableBackup(`${name} took ${stream.rowCount} rows of ${expected}: nothing was restored.`);
}
