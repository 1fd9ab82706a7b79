import { passwordResetConfirm } from "@/lib/contracts/password";
import { publicRoute } from "@/lib/http/account-route";
import { confirmPasswordReset } from "@/lib/services/passwords/confirm-password-reset";

export const POST = publicRoute(passwordResetConfirm, confirmPasswordReset);
