import { organizationDelete } from "@/lib/contracts/organization-delete";
import { route } from "@/lib/http/route";
import { deleteOrganizationFromRequest } from "@/lib/services/organizations/delete-organization-from-request";

export const DELETE = route(organizationDelete, deleteOrganizationFromRequest);
