import * as z from "zod";
import { shownName } from "@/lib/contracts/account-fields";
import { chosenOrganization, utcInstant } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { pageParameters, pagination } from "@/lib/contracts/pages";
import { isStorable } from "@/lib/domain/canonical-json";

export const team = z
  .object({
    id: z.string().describe("As events name it").meta({ example: "web" }),
    name: z.string(),
    created_at: utcInstant,
  })
  .meta({ id: "Team" });
export type TeamAnswer = z.output<typeof team>;

const read = { role: "member", scope: "read" } as const;
const write = { role: "admin", scope: "admin" } as const;
const chosen = { organization_id: chosenOrganization };
const teamId = z
  .string()
  .min(1)
  .max(512)
  .refine((text) => isStorable(text), "must not hold zero bytes or halves of characters")
  .describe("The team's id, as events name it")
  .meta({ example: "web" });
const params = z.object({ id: teamId });

export const teams = defineEndpoint({
  id: "listTeams",
  method: "GET",
  path: "/api/billing/teams",
  summary: "The teams, by id",
  access: read,
  query: z.strictObject({
    ...pageParameters("Teams"),
    ...chosen,
  }),
  response: z.object({
    teams: z.array(team),
    pagination,
  }),
});
export type TeamsQuery = EndpointInput<typeof teams>;
export type Teams = EndpointResponse<typeof teams>;

export const teamCreate = defineEndpoint({
  id: "createTeam",
  method: "POST",
  path: "/api/billing/teams",
  summary: "Name a team before its first event",
  description: "A team that events name is made by the first of them; here it gets a name that people read.",
  access: write,
  query: z.strictObject(chosen),
  body: z.strictObject({ id: teamId, name: shownName.optional().describe("The id unless given") }),
  response: team,
  status: 201,
});
export type TeamCreateInput = EndpointInput<typeof teamCreate>;

export const teamChange = defineEndpoint({
  id: "changeTeam",
  method: "PATCH",
  path: "/api/billing/teams/{id}",
  summary: "Rename a team",
  access: write,
  params,
  query: z.strictObject(chosen),
  body: z.strictObject({ name: shownName }),
  response: team,
});
export type TeamChangeInput = EndpointInput<typeof teamChange>;

export const teamDelete = defineEndpoint({
  id: "deleteTeam",
  method: "DELETE",
  path: "/api/billing/teams/{id}",
  summary: "Delete a team and all of its usage",
  description:
    "Deletes the team's events, sums and alert rules for good; every number follows in the same transaction. The identities " +
    "of its events stay taken, so that none of them comes back by a retry. A 409 while an archive holds events of the " +
    "team: restore it first. An event that names the team later makes it anew.",
  access: write,
  params,
  query: z.strictObject({
    confirm: z
      .string()
      .optional()
      .describe("The team's id again: no usage is deleted without. Not needed for a team that has none")
      .meta({ example: "web" }),
    ...chosen,
  }),
  response: z.undefined(),
  status: 204,
});
export type TeamDeleteInput = EndpointInput<typeof teamDelete>;
