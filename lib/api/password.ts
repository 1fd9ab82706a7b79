import { call } from "@/lib/api/call";
import type {
  PasswordChangeInput,
  PasswordResetConfirmInput,
  PasswordResetInput,
} from "@/lib/contracts/password";

const ofPassword = () => import("@/lib/contracts/password");

export const changePassword = (body: PasswordChangeInput["body"]) =>
  call(async () => (await ofPassword()).passwordChange, { body });
export const requestPasswordReset = (body: PasswordResetInput["body"]) =>
  call(async () => (await ofPassword()).passwordReset, { body });
export const confirmPasswordReset = (body: PasswordResetConfirmInput["body"]) =>
  call(async () => (await ofPassword()).passwordResetConfirm, { body });
