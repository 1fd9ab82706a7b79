import { accountChange } from "@/lib/contracts/account";
import { accountRoute } from "@/lib/http/account-route";
import { changeAccount } from "@/lib/services/accounts/change-account";

export const PATCH = accountRoute(accountChange, changeAccount);
