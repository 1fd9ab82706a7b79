import { useMutation } from "@tanstack/react-query";
import { changePassword, confirmPasswordReset, requestPasswordReset } from "@/lib/api/password";

export const usePasswordChange = () => useMutation({ mutationFn: changePassword });
export const usePasswordResetRequest = () => useMutation({ mutationFn: requestPasswordReset });
export const usePasswordResetConfirmation = () => useMutation({ mutationFn: confirmPasswordReset });
