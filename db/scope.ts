import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { TenantId } from "@/lib/domain/viewer";

/**
 * Every request is one short transaction that begins with one prologue: it sets, for this transaction only, the
 * role and the organization that row-level security reads. Literals, because Citus forwards only `set local`.
 */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Work<T> = (tx: Db) => Promise<T>;

type Scope = { prologue: string; epilogue?: string; readOnly?: boolean };

async function inRole<T>(db: Db, { prologue, epilogue, readOnly }: Scope, work: Work<T>): Promise<T> {
  const nested = isTransaction(db);
  const settings =
    readOnly && !nested
      ? ({ isolationLevel: "repeatable read", accessMode: "read only" } as const)
      : undefined;
  return db.transaction(async (tx) => {
    await tx.execute(sql.raw(prologue));
    const result = await work(tx);
    // `set local` would outlive a savepoint: give the surrounding transaction its own role back.
    if (nested) await tx.execute(sql.raw([NO_ROLE, epilogue].filter(Boolean).join("; ")));
    return result;
  }, settings);
}

const NO_ROLE = "set local role none; set local app.organization_id = ''";

function isTransaction(db: Db): boolean {
  return "rollback" in db;
}

function tenantPrologue(tenantId: TenantId): string {
  if (!UUID.test(tenantId)) throw new Error("A tenant id must be a lower-case UUID.");
  return `set local role meterline_app; set local app.organization_id = '${tenantId}'`;
}

/** Reads an organization's rows from one snapshot, so that the numbers of one answer agree with each other. */
export function readAsTenant<T>(db: Db, tenantId: TenantId, work: Work<T>): Promise<T> {
  return inRole(db, { prologue: tenantPrologue(tenantId), readOnly: true }, work);
}

/** Reads and writes an organization's rows in one READ COMMITTED transaction. */
export function writeAsTenant<T>(db: Db, tenantId: TenantId, work: Work<T>): Promise<T> {
  return inRole(db, { prologue: tenantPrologue(tenantId) }, work);
}

const PLANNING = {
  ...{ enable_nestloop: "off", enable_seqscan: "off" },
  ...{ plan_cache_mode: "force_generic_plan", work_mem: "'64MB'" },
};
const setLocally = (settings: readonly (readonly [string, string])[]) =>
  settings.map(([name, value]) => `set local ${name} = ${value}`).join("; ");

/**
 * The same for the statement that stores a batch, which is planned once for batches of any size: it knows nothing of
 * the rows that just came, and must not join them row by row, nor look for a load among the rows of all earlier ones.
 */
export function ingestAsTenant<T>(db: Db, tenantId: TenantId, work: Work<T>): Promise<T> {
  const planning = Object.entries(PLANNING);
  const prologue = `${tenantPrologue(tenantId)}; ${setLocally(planning)}`;
  const epilogue = setLocally(planning.map(([name]) => [name, "default"]));
  return inRole(db, { prologue, epilogue }, work);
}

/** Stops each later statement of this transaction that takes longer, unless the database stops it even earlier. */
export async function limitTime(tx: Db, milliseconds: number): Promise<void> {
  await tx.execute(sql`
    select set_config('statement_timeout', ${`${milliseconds}`}, true) from pg_settings
    where case name when 'statement_timeout' then setting::bigint not between 1 and ${milliseconds} end`);
}

/** For sign-in, jobs and operators: sees every organization. */
export function asOperator<T>(db: Db, work: Work<T>): Promise<T> {
  return inRole(db, { prologue: "set local role meterline_operator" }, work);
}

/** For what only the owner of the tables may do, such as making a partition. */
export function asTableOwner<T>(db: Db, work: Work<T>): Promise<T> {
  return inRole(db, { prologue: "set local role none" }, work);
}
