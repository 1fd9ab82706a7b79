import { call } from "@/lib/api/call";
import type { AccountChangeInput } from "@/lib/contracts/account";
import type { AccountSignUpInput } from "@/lib/contracts/account-sign-up";

const accountChange = async () => (await import("@/lib/contracts/account")).accountChange;
const accountSignUp = async () => (await import("@/lib/contracts/account-sign-up")).accountSignUp;
const activeOrganization = async () =>
  (await import("@/lib/contracts/organizations-mine")).activeOrganization;

export const changeAccount = (body: AccountChangeInput["body"]) => call(accountChange, { body });
export const signUp = (body: AccountSignUpInput["body"]) => call(accountSignUp, { body });
export const switchOrganization = (organizationId: string) =>
  call(activeOrganization, { body: { organization_id: organizationId } });
