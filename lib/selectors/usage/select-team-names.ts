import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { prepared } from "@/db/prepared";
import type { TenantId } from "@/lib/domain/viewer";
import { textArray } from "@/lib/selectors/usage/fragments";

/** The names of some teams by id; a team that is not known is left out. */
export async function selectTeamNames(
  db: Db,
  tenantId: TenantId,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.execute<{ id: string; name: string }>(
    prepared(sql`
      select t.id, t.name from teams t where t.organization_id = ${tenantId} and t.id = any(${textArray(ids)})`),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
