import * as z from "zod";
import { organizationId } from "@/lib/contracts/common";
import { defineEndpoint, type EndpointInput, type EndpointResponse } from "@/lib/contracts/endpoint";
import { ROLES } from "@/lib/domain/viewer";

export const organizationsMine = defineEndpoint({
  id: "listMyOrganizations",
  method: "GET",
  path: "/api/account/organizations",
  summary: "The organizations you belong to",
  description:
    "Platform operators get every organization. active is the one that requests without organization_id read.",
  access: "account",
  response: z.object({
    organizations: z.array(
      z
        .object({
          id: organizationId,
          slug: z.string(),
          name: z.string(),
          role: z.enum(ROLES),
          active: z.boolean(),
        })
        .meta({ id: "MyOrganization" }),
    ),
  }),
});
export type OrganizationsMine = EndpointResponse<typeof organizationsMine>;

export const activeOrganization = defineEndpoint({
  id: "switchOrganization",
  method: "PUT",
  path: "/api/account/active-organization",
  summary: "Choose the organization that this browser works in",
  description: "Remembered in the cookie meterline_org.",
  access: "account",
  body: z.strictObject({ organization_id: z.string() }),
  response: z.object({ id: organizationId, slug: z.string(), name: z.string() }),
});
export type ActiveOrganizationInput = EndpointInput<typeof activeOrganization>;
export type ActiveOrganization = EndpointResponse<typeof activeOrganization>;
