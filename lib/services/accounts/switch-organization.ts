import "server-only";
import type { AccountContext } from "@/lib/auth/account";
import { membershipIn } from "@/lib/auth/organization-choice";
import type { ActiveOrganization, ActiveOrganizationInput } from "@/lib/contracts/organizations-mine";

/** Checks the choice; the route remembers it in the browser. Another's organization does not exist for the caller. */
export async function switchOrganization(
  { caller }: Pick<AccountContext, "caller">,
  { body }: ActiveOrganizationInput,
): Promise<ActiveOrganization> {
  const { tenant } = await membershipIn(caller, body.organization_id);
  return { id: tenant.id, slug: tenant.slug, name: tenant.name };
}
