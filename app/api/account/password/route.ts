import { passwordChange } from "@/lib/contracts/password";
import { accountRoute } from "@/lib/http/account-route";
import { changePassword } from "@/lib/services/passwords/change-password";

export const PUT = accountRoute(passwordChange, changePassword);
