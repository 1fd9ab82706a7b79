import { teamCreate, teams } from "@/lib/contracts/teams";
import { route } from "@/lib/http/route";
import { createTeam } from "@/lib/services/teams/create-team";
import { listTeams } from "@/lib/services/teams/list-teams";

export const GET = route(teams, listTeams);
export const POST = route(teamCreate, createTeam);
