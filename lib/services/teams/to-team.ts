import "server-only";
import type { teams } from "@/db/schema";
import type { TeamAnswer } from "@/lib/contracts/teams";

/** A stored team as the API shows it. */
export function toTeam({ id, name, createdAt }: typeof teams.$inferSelect): TeamAnswer {
  return { id, name, created_at: createdAt.toISOString() };
}
