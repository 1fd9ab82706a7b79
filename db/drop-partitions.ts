import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { forgetMonths, MONTHLY_TABLES, type MonthlyTable } from "@/db/partitions";
import { asTableOwner } from "@/db/scope";
import { failureCode } from "@/lib/errors";

type Partition = { name: string; table: MonthlyTable };

const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Drops the partitions of past months that hold no row of anybody, and answers with how many. A row that was deleted
 * may still be seen by a reader that began before: only when vacuum has given all pages back, none is. A partition
 * that is in use is left for the next time.
 */
export async function dropEmptyMonths(db: Db, now: Date): Promise<number> {
  let dropped = 0;
  for (const partition of await selectPastPartitions(db, now)) {
    if (await holdsRows(db, partition)) continue;
    await db.execute(sql`vacuum ${sql.identifier(partition.name)}`);
    if (await dropUnused(db, partition)) dropped += 1;
  }
  if (dropped > 0) forgetMonths(db);
  return dropped;
}

async function selectPastPartitions(db: Db, now: Date): Promise<Partition[]> {
  const { rows } = await db.execute<{ name: string; table: string }>(sql`
    select c.relname as name, p.relname as table
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
    where p.relname = any (${sql.param([...MONTHLY_TABLES])}::text[])
      and p.relnamespace = current_schema()::regnamespace
    order by 1`);
  const current = now.toISOString().slice(0, 7).replace("-", "_");
  return rows.flatMap(({ name, table }) => {
    const parent = MONTHLY_TABLES.find((one) => one === table);
    return parent && name.slice(parent.length + 1) < current ? [{ name, table: parent }] : [];
  });
}

async function holdsRows(db: Db, { name }: Partition): Promise<boolean> {
  const { rows } = await asTableOwner(db, (tx) =>
    tx.execute<{ found: boolean }>(sql`select exists (select from ${sql.identifier(name)}) as found`),
  );
  return rows[0]?.found ?? true;
}

/** Behind a lock that is not waited for long: whoever writes or reads meanwhile goes first. */
async function dropUnused(db: Db, { name, table }: Partition): Promise<boolean> {
  const [partition, parent] = [sql.identifier(name), sql.identifier(table)];
  const dropping = asTableOwner(db, async (tx) => {
    await tx.execute(sql`set local lock_timeout = '500ms'`);
    await tx.execute(sql`lock table only ${parent} in access exclusive mode`);
    const { rows } = await tx.execute<{ size: string }>(
      sql`select pg_relation_size(${name}::regclass) as size`,
    );
    if (rows[0]?.size !== "0") return false;
    await tx.execute(sql`drop table ${partition}`);
    return true;
  });
  return dropping.catch((error: unknown) => {
    if (failureCode(error) === LOCK_NOT_AVAILABLE) return false;
    throw error;
  });
}
