import { teamChange, teamDelete } from "@/lib/contracts/teams";
import { route } from "@/lib/http/route";
import { changeTeam } from "@/lib/services/teams/change-team";
import { deleteTeam } from "@/lib/services/teams/delete-team";

export const PATCH = route(teamChange, changeTeam);
export const DELETE = route(teamDelete, deleteTeam);
