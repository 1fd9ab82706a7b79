import "server-only";
import type { Context } from "@/db/context";
import type { OrganizationDeleteInput } from "@/lib/contracts/organization-delete";
import { deleteOrganization } from "@/lib/services/organizations/delete-organization";
import { refuseUnconfirmed } from "@/lib/services/refuse-unconfirmed";

/** Deletes the organization when its slug confirms it. */
export async function deleteOrganizationFromRequest(
  context: Context,
  { confirm }: Pick<OrganizationDeleteInput, "confirm">,
): Promise<undefined> {
  refuseUnconfirmed(confirm, context.tenant.slug);
  await deleteOrganization(context);
}
