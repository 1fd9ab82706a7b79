import { organizationsMine } from "@/lib/contracts/organizations-mine";
import { accountRoute } from "@/lib/http/account-route";
import { listMyOrganizations } from "@/lib/services/accounts/list-my-organizations";

export const GET = accountRoute(organizationsMine, listMyOrganizations);
