import * as z from "zod";
import { defineEndpoint, type EndpointInput } from "@/lib/contracts/endpoint";

export const organizationDelete = defineEndpoint({
  id: "deleteOrganization",
  method: "DELETE",
  path: "/api/billing/organizations/{tenant_id}",
  summary: "Delete an organization with everything it owns",
  description:
    "For owners only, and for good. Its keys stop to work at once, and its members no longer see it; the people stay, " +
    "since they may belong to other organizations.",
  access: { role: "owner", scope: "admin" },
  params: z.object({
    tenant_id: z
      .string()
      .describe("The organization's id")
      .meta({ example: "0d9c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d" }),
  }),
  query: z.strictObject({
    confirm: z
      .string()
      .optional()
      .describe("The organization's slug: nothing is deleted without")
      .meta({ example: "acme" }),
  }),
  response: z.undefined(),
  status: 204,
});
export type OrganizationDeleteInput = EndpointInput<typeof organizationDelete>;
