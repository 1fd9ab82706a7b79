import { passwordReset } from "@/lib/contracts/password";
import { publicRoute } from "@/lib/http/account-route";
import { requestPasswordReset } from "@/lib/services/passwords/request-password-reset";

export const POST = publicRoute(passwordReset, requestPasswordReset);
