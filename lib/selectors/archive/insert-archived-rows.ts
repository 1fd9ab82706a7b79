import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { TenantId } from "@/lib/domain/viewer";
import type { ArchiveColumn, ArchiveTable } from "@/lib/selectors/archive/archive-tables";

export type RowsToRestore = {
  tenantId: TenantId;
  table: ArchiveTable;
  /** The columns that the lines have; what the table has besides gets its default. */
  columns: readonly ArchiveColumn[];
  lines: readonly string[];
};
/** How many rows were inserted, and how many were there already. */
export type RestoredRows = { inserted: number; present: number };

/** Puts archived rows back where they were. Rows that are there already stay: their identity is their key. */
export async function insertArchivedRows(
  tx: Db,
  { tenantId, table, columns, lines }: RowsToRestore,
): Promise<RestoredRows> {
  const [name, at] = [sql.raw(table.name), sql.identifier(table.at)];
  const typed = columns.map(({ name, type }) => sql`${sql.identifier(name)} ${sql.raw(type)}`);
  const names = sql.join(
    columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
  const { rows } = await tx.execute<RestoredRows>(sql`
    with input as materialized (
      select r.* from json_to_recordset(${`[${lines.join(",")}]`}::json) as r(${sql.join(typed, sql`, `)})
      where r.organization_id = ${tenantId}
    ), restored as (
      insert into ${name} (${names})
      select ${names} from input order by ${at}, id
      on conflict do nothing
      returning id
    )
    select (select count(*)::int from restored) as inserted,
      (select count(*)::int from input i where exists (
        select from ${name} e where e.organization_id = ${tenantId} and e.${at} = i.${at} and e.id = i.id
      )) as present`);
  return rows[0] ?? { inserted: 0, present: 0 };
}
