import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { FactSums, TableSums } from "@/lib/domain/archive/archive-manifest";
import type { Span } from "@/lib/domain/usage-query";
import type { TenantId } from "@/lib/domain/viewer";
import { type ArchiveTable, digestOf, lineOf } from "@/lib/selectors/archive/archive-tables";

/** Whose rows of which table and time. */
export type RowsOf = { tenantId: TenantId; table: ArchiveTable; span: Span };
/** The last row of a page, by the table's own key. */
export type PagePlace = { at: string; id: string };

const conditions = ({ tenantId, table, span }: RowsOf): SQL => sql`e.organization_id = ${tenantId}
  and e.${sql.raw(table.at)} >= ${span.start.toISOString()}::timestamptz
  and e.${sql.raw(table.at)} < ${span.end.toISOString()}::timestamptz`;

/** A page of rows as lines, in the order of their time and id. */
export async function selectArchiveLines(
  tx: Db,
  of: RowsOf,
  { after, limit }: { after: PagePlace | undefined; limit: number },
): Promise<{ lines: string[]; last: PagePlace | undefined }> {
  const at = sql`e.${sql.raw(of.table.at)}`;
  const rest = after ? sql`and (${at}, e.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql``;
  const { rows } = await tx.execute<PagePlace & { line: string }>(sql`
    select ${lineOf(of.table)} as line, e.id, to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from ${sql.raw(of.table.name)} e
    where ${conditions(of)} ${rest}
    order by ${at}, e.id limit ${limit}`);
  return { lines: rows.map(({ line }) => line), last: rows.length < limit ? undefined : rows.at(-1) };
}

type Row = {
  fact: string;
  rows: string;
  events: string;
  quantity: string;
  duration_ms: string;
  digest: string;
};

/** What the rows of a table come to by fact, and the digest of their lines. */
export async function selectTableSums(tx: Db, of: RowsOf): Promise<TableSums> {
  const { fact, quantity, duration, name } = of.table;
  const { rows } = await tx.execute<Row>(sql`
    select fact, count(*)::text as rows, sum(sign)::text as events,
      trim_scale(coalesce(sum(sign * quantity), 0))::text as quantity,
      trim_scale(coalesce(sum(sign * duration), 0))::text as duration_ms, sum(digest)::text as digest
    from (
      select ${fact} as fact, e.sign, ${quantity} as quantity, ${duration} as duration,
        ${digestOf(lineOf(of.table))} as digest
      from ${sql.raw(name)} e where ${conditions(of)}
    ) r
    group by 1 order by 1`);
  const facts = rows.map(({ fact, digest: _, ...sums }): [string, FactSums] => [
    fact,
    { ...sums, rows: Number(sums.rows), events: Number(sums.events) },
  ]);
  return {
    rows: facts.reduce((sum, [, { rows }]) => sum + rows, 0),
    digest: rows.reduce((sum, { digest }) => sum + BigInt(digest), 0n).toString(),
    facts: Object.fromEntries(facts),
  };
}

/** How many rows there are and the sum of 60 bits of each id: which rows they are, without reading them whole. */
export type RowSet = { rows: number; ids: string };

const IDS = sql.raw("coalesce(sum(('x' || left(replace(id::text, '-', ''), 15))::bit(60)::bigint), 0)::text");

export async function selectRowSet(tx: Db, of: RowsOf): Promise<RowSet> {
  const { rows } = await tx.execute<RowSet>(sql`
    select count(*)::int as rows, ${IDS} as ids from ${sql.raw(of.table.name)} e where ${conditions(of)}`);
  return rows[0] ?? { rows: 0, ids: "0" };
}

/** Deletes the rows and says which they were. */
export async function deleteRows(tx: Db, of: RowsOf): Promise<RowSet> {
  const { rows } = await tx.execute<RowSet>(sql`
    with gone as (
      delete from ${sql.raw(of.table.name)} e where ${conditions(of)} returning e.id
    )
    select count(*)::int as rows, ${IDS} as ids from gone`);
  return rows[0] ?? { rows: 0, ids: "0" };
}
