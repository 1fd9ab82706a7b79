import { call } from "@/lib/api/call";
import {
  type PasswordChangeInput,
  type PasswordResetConfirmInput,
  type PasswordResetInput,
  passwordChange,
  passwordReset,
  passwordResetConfirm,
} from "@/lib/contracts/password";

export const changePassword = (body: PasswordChangeInput["body"]) => call(passwordChange, { body });
export const requestPasswordReset = (body: PasswordResetInput["body"]) => call(passwordReset, { body });
export const confirmPasswordReset = (body: PasswordResetConfirmInput["body"]) =>
  call(passwordResetConfirm, { body });
