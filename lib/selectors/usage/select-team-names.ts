import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { teams } from "@/db/schema";
import type { TenantId } from "@/lib/domain/viewer";

/** The names of some teams by id; a team that is not known is left out. */
export async function selectTeamNames(
  db: Db,
  tenantId: TenantId,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(and(eq(teams.organizationId, tenantId), inArray(teams.id, [...ids])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
