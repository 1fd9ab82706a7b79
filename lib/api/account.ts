import { call } from "@/lib/api/call";
import { type AccountChangeInput, accountChange } from "@/lib/contracts/account";
import { type AccountSignUpInput, accountSignUp } from "@/lib/contracts/account-sign-up";
import { activeOrganization } from "@/lib/contracts/organizations-mine";

export const changeAccount = (body: AccountChangeInput["body"]) => call(accountChange, { body });
export const signUp = (body: AccountSignUpInput["body"]) => call(accountSignUp, { body });
export const switchOrganization = (organizationId: string) =>
  call(activeOrganization, { body: { organization_id: organizationId } });
