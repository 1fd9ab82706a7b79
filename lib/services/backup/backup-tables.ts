import "server-only";
import type { Client } from "pg";
import journal from "@/db/migrations/meta/_journal.json";
import { inReferenceOrder } from "@/lib/domain/backup/manifest";

export type StoredTable = { name: string; columns: string[]; forced: boolean };

/** The tables whose rows are worth keeping, each after those it refers to. */
export async function selectTables(client: Client): Promise<StoredTable[]> {
  const { rows: tables } = await client.query<StoredTable>(`
    select c.relname as name, c.relforcerowsecurity as forced,
      array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relpersistence = 'p'
    group by 1, 2 order by 1`);
  const { rows: references } = await client.query<{ table: string; target: string }>(`
    select c.relname as table, t.relname as target
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = current_schema()::regnamespace`);
  const order = inReferenceOrder(
    tables.map(({ name }) => name),
    references,
  );
  return tables.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

/** The monthly partitions there are. */
export async function selectPartitions(client: Client): Promise<{ table: string; month: string }[]> {
  const { rows } = await client.query<{ table: string; month: string }>(`
    select t.relname as table, replace(right(c.relname, 7), '_', '-') as month
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class t on t.oid = i.inhparent
    where t.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
    order by 1, 2`);
  return rows;
}

export async function selectSequences(client: Client): Promise<{ name: string; last_value: string }[]> {
  const { rows } = await client.query<{ name: string; last_value: string }>(`
    select sequencename as name, last_value::text from pg_sequences
    where schemaname = current_schema() and last_value is not null order by 1`);
  return rows;
}

/** The newest migration of the database; 0 where there was none. */
export async function selectMigration(client: Client): Promise<number> {
  const { rows } = await client.query<{ newest: string | null }>(
    "select max(created_at) as newest from drizzle.__drizzle_migrations",
  );
  return Number(rows[0]?.newest ?? 0);
}

/** The migration that this version ends with. */
export const NEWEST_MIGRATION = Math.max(...journal.entries.map(({ when }) => when));

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
