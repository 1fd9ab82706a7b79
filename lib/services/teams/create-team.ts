import "server-only";
import type { Context } from "@/db/context";
import { teams } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { TeamAnswer, TeamCreateInput } from "@/lib/contracts/teams";
import { ConflictError } from "@/lib/errors";
import { toTeam } from "@/lib/services/teams/to-team";

/** Makes a team before its first event; one that is there already is a conflict. */
export async function createTeam({ db, tenantId }: Context, { body }: TeamCreateInput): Promise<TeamAnswer> {
  const { id, name = id } = body;
  const [made] = await writeAsTenant(db, tenantId, (tx) =>
    tx.insert(teams).values({ organizationId: tenantId, id, name }).onConflictDoNothing().returning(),
  );
  if (!made) throw new ConflictError(`There is a team with the id ${id} already.`);
  return toTeam(made);
}
