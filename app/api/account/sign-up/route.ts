import { accountSignUp } from "@/lib/contracts/account-sign-up";
import { publicRoute } from "@/lib/http/account-route";
import { signUp } from "@/lib/services/accounts/sign-up";

export const POST = publicRoute(accountSignUp, signUp);
