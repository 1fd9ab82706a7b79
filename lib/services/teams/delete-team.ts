import "server-only";
import { getTableColumns, getTableName, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import * as schema from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { TeamDeleteInput } from "@/lib/contracts/teams";
import type { TenantId } from "@/lib/domain/viewer";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { refuseUnconfirmed } from "@/lib/services/refuse-unconfirmed";

/** What was told stays told. */
const HISTORY: readonly string[] = ["alerts"];

/** Every table with rows of teams, read from the schema, so that a new table is never forgotten. */
export const TEAM_TABLES: readonly string[] = Object.values(schema)
  .filter((value) => value instanceof PgTable)
  .filter((table) => "teamId" in getTableColumns(table))
  .map(getTableName)
  .filter((name) => !HISTORY.includes(name));

/**
 * Deletes a team with all of its usage, which must be confirmed, in one transaction, behind the lock that every ingest shares. The rollups
 * without teams are made anew from what is left. The identities of its events stay taken; refused while an archive
 * holds some of them, for they would come back with it.
 */
export async function deleteTeam(
  { db, tenantId }: Context,
  { id, confirm }: Pick<TeamDeleteInput, "id" | "confirm">,
): Promise<undefined> {
  await writeAsTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`select from organizations where id = ${tenantId} for update`);
    const found = await tx.execute(sql`select from teams where organization_id = ${tenantId} and id = ${id}`);
    if (found.rows.length === 0) throw new NotFoundError();
    if (await hasRows(tx, tenantId, id)) refuseUnconfirmed(confirm, id);
    await refuseArchivedTeam(tx, tenantId, id);
    await tx.execute(sql`
      insert into dirty_days (organization_id, usage_date)
      select distinct q.organization_id, (q.bucket_start at time zone o.timezone)::date
      from rollup_quarter_hours q join organizations o on o.id = q.organization_id
      where q.organization_id = ${tenantId} and q.team_id = ${id}`);
    for (const table of TEAM_TABLES)
      await tx.execute(
        sql`delete from ${sql.identifier(table)} where organization_id = ${tenantId} and team_id = ${id}`,
      );
    await tx.execute(sql`delete from teams where organization_id = ${tenantId} and id = ${id}`);
  });
}

async function hasRows(tx: Db, tenantId: TenantId, teamId: string): Promise<boolean> {
  const ofTable = (name: string) =>
    sql`exists (select from ${sql.identifier(name)} where organization_id = ${tenantId} and team_id = ${teamId})`;
  const { rows } = await tx.execute(sql`select where ${sql.join(TEAM_TABLES.map(ofTable), sql` or `)}`);
  return rows.length > 0;
}

/** What the retention deleted cannot come back: its sums go with the team. */
async function refuseArchivedTeam(tx: Db, tenantId: TenantId, teamId: string): Promise<void> {
  const { rows } = await tx.execute<{ day: string }>(sql`
    select s.span_start::date::text as day
    from archived_spans s
    where s.organization_id = ${tenantId} and s.reason = 'archive' and s.restored_at is null and exists (
      select from rollup_quarter_hours q
      where q.organization_id = ${tenantId} and q.team_id = ${teamId}
        and q.bucket_start >= s.span_start and q.bucket_start < s.span_end)
    order by 1 limit 1`);
  const [archived] = rows;
  if (archived)
    throw new ConflictError(
      `Events of this team are in the archive that begins on ${archived.day}: restore it with usage unarchive first.`,
    );
}
