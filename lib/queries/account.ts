import { useMutation } from "@tanstack/react-query";
import { changeAccount, signUp, switchOrganization } from "@/lib/api/account";

export const useAccountChange = () => useMutation({ mutationFn: changeAccount });
export const useSignUp = () => useMutation({ mutationFn: signUp });
export const useOrganizationSwitch = () => useMutation({ mutationFn: switchOrganization });
