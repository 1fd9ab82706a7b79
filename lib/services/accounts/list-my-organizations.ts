import "server-only";
import type { AccountContext } from "@/lib/auth/account";
import { activeMembership, visibleMemberships } from "@/lib/auth/organization-choice";
import type { OrganizationsMine } from "@/lib/contracts/organizations-mine";

/** The caller's own organizations, or every one for an operator, with the active one marked. */
export async function listMyOrganizations({
  caller,
}: Pick<AccountContext, "caller">): Promise<OrganizationsMine> {
  const [visible, active] = await Promise.all([visibleMemberships(caller), activeMembership(caller)]);
  const organizations = visible.map(({ tenant: { id, slug, name }, role }) => ({
    id,
    slug,
    name,
    role,
    active: id === active?.tenant.id,
  }));
  return { organizations };
}
