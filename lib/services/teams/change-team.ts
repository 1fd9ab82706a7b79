import "server-only";
import { and, eq } from "drizzle-orm";
import type { Context } from "@/db/context";
import { teams } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { TeamAnswer, TeamChangeInput } from "@/lib/contracts/teams";
import { NotFoundError } from "@/lib/errors";
import { toTeam } from "@/lib/services/teams/to-team";

/** Renames a team. Its id, which events name, stays. */
export async function changeTeam(
  { db, tenantId }: Context,
  { id, body }: TeamChangeInput,
): Promise<TeamAnswer> {
  const [changed] = await writeAsTenant(db, tenantId, (tx) =>
    tx
      .update(teams)
      .set({ name: body.name })
      .where(and(eq(teams.organizationId, tenantId), eq(teams.id, id)))
      .returning(),
  );
  if (!changed) throw new NotFoundError();
  return toTeam(changed);
}
