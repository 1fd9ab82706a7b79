import "server-only";
import { asc, count, eq } from "drizzle-orm";
import type { Context } from "@/db/context";
import { teams } from "@/db/schema";
import { readAsTenant } from "@/db/scope";
import type { Teams, TeamsQuery } from "@/lib/contracts/teams";
import { toPagination } from "@/lib/domain/page-of";
import { toTeam } from "@/lib/services/teams/to-team";

/** A page of the organization's teams, by id. */
export async function listTeams({ db, tenantId }: Context, { page, limit }: TeamsQuery): Promise<Teams> {
  const ours = eq(teams.organizationId, tenantId);
  const { rows, total } = await readAsTenant(db, tenantId, async (tx) => {
    const rows = await tx
      .select()
      .from(teams)
      .where(ours)
      .orderBy(asc(teams.id))
      .limit(limit)
      .offset((page - 1) * limit);
    const [counted] = await tx.select({ total: count() }).from(teams).where(ours);
    return { rows, total: counted?.total ?? 0 };
  });
  return { teams: rows.map(toTeam), pagination: toPagination({ page, limit }, total) };
}
