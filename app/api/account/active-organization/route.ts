import { organizationCookie } from "@/lib/auth/session-cookie";
import { activeOrganization } from "@/lib/contracts/organizations-mine";
import { accountRoute } from "@/lib/http/account-route";
import { switchOrganization } from "@/lib/services/accounts/switch-organization";

export const PUT = accountRoute(activeOrganization, switchOrganization, ({ id }) => ({
  "set-cookie": organizationCookie(id),
}));
