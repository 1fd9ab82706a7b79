import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { asTableOwner } from "@/db/scope";

/** The tables that are partitioned by UTC month. */
export const MONTHLY_TABLES = ["file_uploads", "api_requests", "usage_events"] as const;
export type MonthlyTable = (typeof MONTHLY_TABLES)[number];
/** `month` as `YYYY-MM`. */
export type TableMonth = { table: MonthlyTable; month: string };

const PARTITIONS_LOCK = 7_236_502;
/** Each new partition locks half a dozen relations until the commit; the server's lock table is bounded. */
const MOST_AT_ONCE = 24;

const known = new WeakMap<Db, Set<string>>();

/**
 * Makes the missing partitions in transactions of their own, so that an insert never meets a missing month; answers
 * with how many it made.
 */
export async function ensureMonths(db: Db, months: readonly TableMonth[]): Promise<number> {
  const cached = known.get(db) ?? new Set<string>();
  known.set(db, cached);
  const unknown = months.filter((month) => !cached.has(partitionName(month)));
  let made = 0;
  for (let start = 0; start < unknown.length; start += MOST_AT_ONCE) {
    const slice = unknown.slice(start, start + MOST_AT_ONCE);
    made += await makeMissing(db, slice);
    for (const month of slice) cached.add(partitionName(month));
  }
  return made;
}

const MONTHS_AHEAD = 3;

/** Makes the partitions of this month and of the next three, so that no request has to wait for one. */
export async function ensureMonthsAhead(db: Db, now: Date): Promise<number> {
  forgetMonths(db);
  const months = [now.toISOString().slice(0, 7)];
  while (months.length <= MONTHS_AHEAD) months.push(followingMonth(months.at(-1) ?? ""));
  return ensureMonths(
    db,
    months.flatMap((month) => MONTHLY_TABLES.map((table) => ({ table, month }))),
  );
}

/** For when a partition was dropped under us: the next `ensureMonths` looks again. */
export function forgetMonths(db: Db): void {
  known.delete(db);
}

export function partitionName({ table, month }: TableMonth): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Error(`${month} is not a month.`);
  return `${table}_${month.replace("-", "_")}`;
}

async function makeMissing(db: Db, months: readonly TableMonth[]): Promise<number> {
  const missing = await selectMissing(db, months);
  if (missing.length === 0) return 0;
  return asTableOwner(db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${PARTITIONS_LOCK})`);
    const stillMissing = await selectMissing(tx, missing);
    for (const month of stillMissing) await makePartition(tx, month);
    return stillMissing.length;
  });
}

/** Asks the catalog as a table: `to_regclass` may answer from what this connection knew before it waited. */
async function selectMissing(db: Db, months: readonly TableMonth[]): Promise<TableMonth[]> {
  const { rows } = await db.execute<{ relname: string }>(sql`
    select relname from pg_class
    where relname = any (${sql.param(months.map(partitionName))}::text[])
      and relnamespace = current_schema()::regnamespace`);
  const present = new Set(rows.map(({ relname }) => relname));
  return months.filter((month) => !present.has(partitionName(month)));
}

/** Made first and attached then: `create table … partition of` would block every reader of the table. */
async function makePartition(tx: Db, month: TableMonth): Promise<void> {
  const partition = sql.identifier(partitionName(month));
  const table = sql.identifier(month.table);
  const first = sql.raw(`'${month.month}-01 00:00:00+00'`);
  const next = sql.raw(`'${followingMonth(month.month)}-01 00:00:00+00'`);
  await tx.execute(sql`create table ${partition} (like ${table} including all)`);
  await tx.execute(
    sql`alter table ${table} attach partition ${partition} for values from (${first}) to (${next})`,
  );
}

/** The month after one, both as `YYYY-MM`. */
export function followingMonth(month: string): string {
  const next = new Date(`${month}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return next.toISOString().slice(0, 7);
}
